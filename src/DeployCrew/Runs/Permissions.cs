using DeployCrew.Agents.Crew;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;

namespace DeployCrew.Runs;

/// <summary>What a run may change, and on whose word.</summary>
internal static class Permissions
{
    /// <summary>Refuses a run that could not keep to what was asked of it, before anything begins.</summary>
    /// <exception cref="DeployError">DC2010 the environment wants approvals, DC2011 there is no plan, DC2012 there is nobody to ask.</exception>
    public static void Check(RunRequest request, RequirementsDocument document, IConfirmation confirmation)
    {
        if (request.ReadOnly)
            return;
        if (request.Approval == ApprovalMode.Auto && WantsApproval(request, document))
            throw AgentErrors.AutoNotAllowed(request.Environment);
        if (request is { Approval: ApprovalMode.PlanBound, Plan: null })
            throw AgentErrors.NoPlanToBeBoundTo(request.Environment);
        if (request.Approval == ApprovalMode.Ask && !confirmation.IsPossible)
            throw AgentErrors.NobodyToAsk();
    }

    /// <summary>The rules for its agents.</summary>
    /// <param name="request">The run.</param>
    /// <param name="document">Its requirements.</param>
    /// <param name="plan">The approved plan that it applies, or null.</param>
    public static CrewMode Of(RunRequest request, RequirementsDocument document, PlanRecord? plan) => new(
        request.Approval ?? (WantsApproval(request, document) ? ApprovalMode.PlanBound : ApprovalMode.Auto), request.ReadOnly, plan?.Hash);

    private static bool WantsApproval(RunRequest request, RequirementsDocument document) => document.Environments[request.Environment].Approval == "required";
}
