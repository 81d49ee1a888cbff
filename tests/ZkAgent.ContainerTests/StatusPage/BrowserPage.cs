using System.Collections.Concurrent;
using System.Net;
using Deque.AxeCore.Commons;
using PuppeteerSharp;
using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.StatusPage;

/// <summary>The status page in Debian's chromium. It notes every request and every complaint of the browser.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const int Desktop = 1280, Phone = 390;

    private static readonly (string Name, string Scheme, int Width)[] Views = [("light", "light", Desktop), ("dark", "dark", Desktop), ("phone", "light", Phone)];

    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<Uri> _requests = new();

    private BrowserPage(IBrowser browser, IPage page, Uri address)
    {
        (_browser, Page, Address) = (browser, page, address);
        // A refused connection is the page's to report; it is no fault of the page.
        page.Console += (_, said) =>
        {
            if (said.Message.Type is ConsoleType.Error or ConsoleType.Warning && !said.Message.Text.Contains("net::ERR_", StringComparison.Ordinal)) _complaints.Enqueue(said.Message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error.Message);
        page.Request += (_, sent) => _requests.Enqueue(new Uri(sent.Request.Url));
    }

    public IPage Page { get; }

    public Uri Address { get; }

    /// <summary>Errors, warnings and violations of the policy that the browser reported.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Everything that was asked for.</summary>
    public IReadOnlyCollection<Uri> Requests => _requests;

    /// <param name="address">The agent's address.</param>
    /// <param name="instead">Returns the JSON that the page gets in place of the agent's, by the path that it asks for; null: the agent's. Without it all is the agent's.</param>
    public static async Task<BrowserPage> Open(Uri address, Func<string, Task<string?>>? instead = null)
    {
        var browser = await Puppeteer.LaunchAsync(new LaunchOptions { ExecutablePath = Chromium(), Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"] });
        try
        {
            var page = new BrowserPage(browser, await browser.NewPageAsync(), address);
            await page.Page.SetViewportAsync(new ViewPortOptions { Width = Desktop, Height = 900 });
            if (instead is not null) await Intercept(page.Page, instead);
            var answer = await page.Page.GoToAsync(address.ToString());
            Assert.Equal(200, (int)answer.Status);
            return page;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    /// <returns>The value of an expression of JavaScript.</returns>
    public Task<T> Value<T>(string expression) => Page.EvaluateExpressionAsync<T>(expression);

    /// <summary>Awaits that the visible text of an element has a piece of text.</summary>
    public Task WaitForText(string selector, string text, TimeSpan limit) => Poll.Until(
        async () => (await Text(selector)).Contains(text, StringComparison.Ordinal), limit,
        async () => $"{selector} has no \"{text}\" but \"{await Text(selector)}\"; the page: {await Text("body")}");

    public Task<string> Text(string selector) => Value<string>($"[...document.querySelectorAll('{selector}')].map(e => e.innerText).join('\\n')");

    /// <summary>What axe finds wrong for people who use a keyboard or a screen reader, or who need contrast.</summary>
    public async Task<string[]> AccessibilityProblems()
    {
        await Page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript());
        return await Value<string[]>("axe.run().then(r => r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} (${n.failureSummary})`)))");
    }

    /// <summary>Writes pictures of the page as it is: light, dark, and as wide as a phone. None of them may be wider than its window.</summary>
    /// <param name="state">Their name.</param>
    public async Task Photograph(string state)
    {
        var directory = Directory.CreateDirectory(Environment.GetEnvironmentVariable("ZKAGENT_SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;
        foreach (var (name, scheme, width) in Views)
        {
            await Page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
            await Page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
            Assert.InRange(await Value<int>("document.documentElement.scrollWidth"), 1, width);
            await Page.ScreenshotAsync(Path.Combine(directory, $"{state}-{name}.png"), new ScreenshotOptions { FullPage = true });
        }
        await Page.SetViewportAsync(new ViewPortOptions { Width = Desktop, Height = 900 });
    }

    private static async Task Intercept(IPage page, Func<string, Task<string?>> instead)
    {
        await page.SetRequestInterceptionAsync(true);
        page.Request += async (_, sent) =>
        {
            if (await instead(new Uri(sent.Request.Url).AbsolutePath) is { } body) await sent.Request.RespondAsync(new() { Status = HttpStatusCode.OK, ContentType = "application/json", Body = body });
            else await sent.Request.ContinueAsync();
        };
    }

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(directory => Path.Combine(directory, "chromium")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("cannot test the status page without chromium: tests/run.sh installs it (Debian: apt-get install chromium)");
}
