using System.Xml.Linq;

namespace DeployCrew.Rehearsal.Api;

/// <summary>STS (API 2011-06-15).</summary>
internal static class StsApi
{
    public static QueryOperations Operations { get; } = new("sts", "https://sts.amazonaws.com/doc/2011-06-15/",
        new Dictionary<string, Func<QueryForm, AwsCall, XElement>>
        {
            ["GetCallerIdentity"] = (_, _) => new XElement("Result",
                new XElement("Arn", $"arn:aws:iam::{CloudIdentity.Account}:user/local"),
                new XElement("UserId", "AIDALOCALCLOUD00000000"),
                new XElement("Account", CloudIdentity.Account)),
        });
}
