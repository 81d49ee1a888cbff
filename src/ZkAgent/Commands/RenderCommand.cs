using ZkAgent.CommandLine;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Rendering;
using ZkAgent.Volume;

namespace ZkAgent.Commands;

/// <summary><c>zkagent render</c>: writes every file and stops; what zkGenConfig.sh did.</summary>
internal static class RenderCommand
{
    /// <param name="local">Our place in the ensemble.</param>
    /// <param name="podName">This host's name.</param>
    /// <param name="sources">The files of the user's that were read.</param>
    /// <param name="directory">Where everything goes, myid included; null: where the settings say.</param>
    /// <param name="output">For what was done.</param>
    /// <param name="error">For what can't be done.</param>
    public static int Run(AgentSettings settings, LocalMember local, string podName, SettingSources sources, string? directory, TextWriter output, TextWriter error)
    {
        // A directory that is asked for gets all of them.
        var places = ConfigurationPlacesReader.Read(settings, sources);
        if (directory is not null) places = ConfigurationPlaces.Decide(settings, ConfigurationFacts.Empty, configFile: null);
        else if (Refused(places, error)) return ExitCodes.WrongSettings;
        else foreach (var sentence in places.Reasons.Prepend(ConfigFileReport.Of(sources)).OfType<string>()) output.WriteLine(sentence);
        IReadOnlyList<RenderedFile> files = [.. ConfigurationFiles.Of(settings, local, guarded: false, places), .. places.JavaEnv is { } javaEnv ? [JavaEnv.Render(settings, javaEnv)] : Array.Empty<RenderedFile>()];
        var outcome = directory is null
            ? ConfigurationWriter.Prepare(settings, local, podName, files, GuardOverrides.At(settings.Overrides, TimeProvider.System.GetUtcNow(), used: GuardOverrides.None))
            : ConfigurationWriter.WriteInto(directory, [.. files, MyIdFile.Render(settings.Directories, local.Self.Id)]);
        foreach (var problem in outcome.Problems) error.WriteLine($"zkagent: {problem}");
        foreach (var sentence in outcome.Said) output.WriteLine(sentence);
        if (settings.Security is { UsesTls: true } or { UsesSasl: true })
            error.WriteLine("zkagent: warning: the certificates and users for ZooKeeper are written by zkagent run: a ZooKeeper that is started without the agent opens no port with TLS and authenticates no user");
        if (MisplacedDataSearch.Warning(settings.Directories) is { } misplaced) error.WriteLine($"zkagent: warning: {misplaced}");
        return outcome.ExitCode;
    }

    private static bool Refused(ConfigurationPlaces places, TextWriter error)
    {
        foreach (var warning in places.Warnings) error.WriteLine($"zkagent: warning: {warning}");
        foreach (var problem in places.Problems) error.WriteLine($"zkagent: {problem}");
        return places.Problems.Count > 0;
    }
}
