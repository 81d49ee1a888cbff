using Microsoft.AspNetCore.Http;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Http;

/// <summary>One HTTP request → one answer, and the end of the connection.</summary>
internal sealed class ProbeApplication(ProbePaths paths, MetricsEndpoint metrics, IStatusPage page)
{
    private const string Methods = "GET, HEAD";

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var (path, query, head) = (request.Path.Value ?? "", request.QueryString.Value ?? "", HttpMethods.IsHead(request.Method));
        var readable = head || HttpMethods.IsGet(request.Method);
        response.Headers.CacheControl = "no-store";
        // A client that sends many requests at once and reads nothing gets one page made for it, not all of them.
        response.Headers.Connection = "close";
        if (readable && path == MetricsEndpoint.Path)
        {
            await SendMetricsAsync(request, response, head).ConfigureAwait(false);
            return;
        }

        var answer = readable
            ? await page.AnswerAsync(path, query, request.Headers.Accept.ToString(), request.Headers.IfNoneMatch.ToString()).ConfigureAwait(false)
                ?? await paths.AnswerAsync(path, query).ConfigureAwait(false)
            : HttpAnswer.Text(StatusCodes.Status405MethodNotAllowed, $"cannot {request.Method} {path}: only {Methods} are answered here\n");
        (response.StatusCode, response.ContentType) = (answer.Status, answer.ContentType);
        foreach (var (name, value) in answer.Headers ?? []) response.Headers[name] = value;
        // It has no body, and a length would be that of the body that is not sent.
        if (answer.Status == StatusCodes.Status304NotModified) return;
        response.ContentLength = answer.Body.Length;
        if (answer.Status == StatusCodes.Status405MethodNotAllowed) response.Headers.Allow = Methods;
        if (!head) await response.BodyWriter.WriteAsync(answer.Body).ConfigureAwait(false);
    }

    /// <summary>The page's length is not known before it is written: it is sent in chunks.</summary>
    private async Task SendMetricsAsync(HttpRequest request, HttpResponse response, bool head)
    {
        var format = ContentNegotiation.Choose(request.Headers.Accept.ToString());
        var page = await metrics.PageAsync(format).ConfigureAwait(false);
        response.ContentType = format.ContentType();
        if (!head) await page.WriteAsync(response.BodyWriter).ConfigureAwait(false);
    }
}
