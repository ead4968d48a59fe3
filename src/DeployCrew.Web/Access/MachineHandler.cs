using System.Text.Encodings.Web;
using DeployCrew.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeployCrew.Web.Access;

/// <summary>On loopback nobody is asked: whoever sits at this machine could use the command line as well.</summary>
internal sealed class MachineHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(Person.Create("machine", Environment.UserName, AccessScope.Approver, Scheme.Name), Scheme.Name)));
}
