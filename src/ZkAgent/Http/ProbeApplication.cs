using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ZkAgent.Http;

/// <summary>One HTTP request → one answer, on Kestrel's bare features.</summary>
internal sealed class ProbeApplication(ProbePaths paths) : IHttpApplication<IFeatureCollection>
{
    private const string Methods = "GET, HEAD";

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var answer = request.Method is "GET" or "HEAD"
            ? await paths.AnswerAsync(request.Path, request.QueryString).ConfigureAwait(false)
            : HttpAnswer.Text(StatusCodes.Status405MethodNotAllowed, $"cannot {request.Method} {request.Path}: only {Methods} are answered here\n");

        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = answer.Status;
        response.Headers.ContentType = answer.ContentType;
        response.Headers.ContentLength = answer.Body.Length;
        response.Headers.CacheControl = "no-store";
        if (answer.Status == StatusCodes.Status405MethodNotAllowed) response.Headers.Allow = Methods;
        if (request.Method == "HEAD") return;
        await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(answer.Body).ConfigureAwait(false);
    }
}
