namespace ZkAgent.Http;

/// <summary>The paths of the status page.</summary>
internal interface IStatusPage
{
    /// <summary>The answer to a request; null where the path is none of the page's.</summary>
    /// <param name="path">The path.</param>
    /// <param name="query">What follows the path, with its question mark; empty where there is none.</param>
    /// <param name="accept">The header Accept.</param>
    /// <param name="known">The header If-None-Match.</param>
    Task<HttpAnswer?> AnswerAsync(string path, string query, string accept, string known);
}
