using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Http;

/// <summary>One HTTP request → one answer, on Kestrel's bare features.</summary>
internal sealed class ProbeApplication(ProbePaths paths, MetricsEndpoint metrics) : IHttpApplication<IFeatureCollection>
{
    private const string Methods = "GET, HEAD";

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var readable = request.Method is "GET" or "HEAD";
        if (readable && request.Path == MetricsEndpoint.Path)
        {
            await SendMetricsAsync(context, request).ConfigureAwait(false);
            return;
        }

        var answer = readable
            ? await paths.AnswerAsync(request.Path, request.QueryString).ConfigureAwait(false)
            : HttpAnswer.Text(StatusCodes.Status405MethodNotAllowed, $"cannot {request.Method} {request.Path}: only {Methods} are answered here\n");
        var response = Begin(context, answer.Status, answer.ContentType);
        response.Headers.ContentLength = answer.Body.Length;
        if (answer.Status == StatusCodes.Status405MethodNotAllowed) response.Headers.Allow = Methods;
        if (request.Method == "HEAD") return;
        await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(answer.Body).ConfigureAwait(false);
    }

    /// <summary>The page's length is not known before it is written: it is sent in chunks.</summary>
    private async Task SendMetricsAsync(IFeatureCollection context, IHttpRequestFeature request)
    {
        var format = ContentNegotiation.Choose(request.Headers.Accept.ToString());
        var page = await metrics.PageAsync(format).ConfigureAwait(false);
        Begin(context, StatusCodes.Status200OK, format.ContentType());
        if (request.Method == "HEAD") return;
        await page.WriteAsync(context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer).ConfigureAwait(false);
    }

    private static IHttpResponseFeature Begin(IFeatureCollection context, int status, string contentType)
    {
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        response.Headers.ContentType = contentType;
        response.Headers.CacheControl = "no-store";
        return response;
    }
}
