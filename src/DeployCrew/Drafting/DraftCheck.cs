using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Cost;

namespace DeployCrew.Drafting;

/// <summary>What a schema cannot say of a draft: that every choice has its reason, every guess its question, and that the money suffices.</summary>
internal static partial class DraftCheck
{
    // What says nothing about a choice.
    private static readonly string[] Given = ["$schema", "version", "project", "app"];

    public static IEnumerable<string> Problems(string sentence, JsonObject requirements, RequirementsDocument document, IReadOnlyList<DraftReason> reasons, IReadOnlyList<DraftQuestion> questions, IReadOnlyList<CostReport> costs) =>
    [
        .. reasons.Select(one => one.Path).Concat(questions.Select(one => one.Path)).Where(path => Find(requirements, path) is null).Distinct()
            .Select(path => $"'{path}' is named by a reason or a question, and is not in the requirements"),
        .. Beyond(requirements).Select(path => $"'{path}' is not for a draft: a person decides on it, and writes it"),
        .. Choices(requirements).Where(path => !reasons.Any(reason => IsAbout(reason.Path, path))).Select(path => $"there is no reason for '{path}'"),
        .. Guesses(requirements, sentence).Where(path => questions.All(question => question.Path != path))
            .Select(path => $"'{path}' is '{Find(requirements, path)}', which nobody said: ask for it in 'questions'"),
        .. Money(sentence, document, costs),
    ];

    // What widens who may do what, and where: it needs somebody who answers for it.
    private static IEnumerable<string> Beyond(JsonObject requirements) =>
        new[] { "policy", "github" }.Where(requirements.ContainsKey).Concat(Members(requirements, "environments").SelectMany(name =>
            new[] { "account", "exec", "existing", "testAccess", "hostedZoneId" }.Select(setting => $"environments/{name}/{setting}").Where(path => Find(requirements, path) is not null)));

    // Whatever stands at the top, and each service, resource and environment.
    private static IEnumerable<string> Choices(JsonObject requirements) => requirements.Where(member => !Given.Contains(member.Key)).SelectMany(member =>
        member is { Key: "services" or "resources" or "environments", Value: JsonObject named } ? named.Select(one => $"{member.Key}/{one.Key}") : [member.Key]);

    private static bool IsAbout(string path, string choice) => path == choice || path.StartsWith(choice + "/", StringComparison.Ordinal);

    // A name that belongs to somebody, a port, a path of the app: they are as they are, and reasoning does not find them.
    private static IEnumerable<string> Guesses(JsonObject requirements, string sentence) =>
        Members(requirements, "environments").Select(name => $"environments/{name}/domain")
            .Concat(Members(requirements, "services").SelectMany(name => new[] { $"services/{name}/port", $"services/{name}/health/path" }))
            .Where(path => Find(requirements, path) is { } value && !Says(sentence, value.ToString()));

    private static IEnumerable<string> Members(JsonObject requirements, string name) => (requirements[name] as JsonObject ?? []).Select(member => member.Key);

    private static bool Says(string sentence, string value) => Regex.IsMatch(sentence, $@"(?<![\w.-]){Regex.Escape(value)}(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static IEnumerable<string> Money(string sentence, RequirementsDocument document, IReadOnlyList<CostReport> costs)
    {
        if (Limit(sentence) is { } limit && document.Budget?.MonthlyUsd is var budget && !(budget <= limit))
            yield return string.Create(CultureInfo.InvariantCulture, $"the sentence allows for {limit} dollars a month: 'budget/monthlyUsd' must say so (was {budget?.ToString(CultureInfo.InvariantCulture) ?? "missing"})");
        if (BudgetCheck.Of(costs, document.Budget?.MonthlyUsd) is not { IsExceeded: true } check)
            yield break;
        var dearest = costs.SelectMany(report => report.Lines.Select(line => (report.Environment, line))).OrderByDescending(one => one.line.MonthlyUsd).Take(6)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.line.Resource} of {one.Environment} {one.line.MonthlyUsd:0.00}"));
        yield return string.Create(CultureInfo.InvariantCulture, $"all environments together cost {check.TotalUsd:0.00} dollars a month, more than the budget of {check.BudgetUsd}; the dearest: {string.Join(", ", dearest)}. Choose what is smaller");
    }

    /// <summary>The most that a sentence allows for: <c>under 150 dollars</c>, <c>$80</c>, <c>200 USD</c>.</summary>
    internal static decimal? Limit(string sentence) => Amount().Match(sentence) is { Success: true } match
        ? decimal.Parse(match.Groups["amount"].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : null;

    private static JsonNode? Find(JsonNode root, string path)
    {
        JsonNode? node = root;
        foreach (var name in path.Split('/'))
            node = node switch
            {
                JsonObject json => json[name],
                JsonArray list when int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < list.Count => list[index],
                _ => null,
            };
        return node;
    }

    [GeneratedRegex(@"\$\s?(?<amount>\d{1,7}(,\d{3})*(\.\d{1,2})?)|(?<amount>\d{1,7}(,\d{3})*(\.\d{1,2})?)\s?(dollars|usd|us-dollars)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
