using Xunit;
using ZkAgent.Core.Tests;

namespace ZkAgent.Tests.Publishing;

/// <summary>.ci/run in a directory of its own, in which its tests and the cluster are scripts that only write their names.</summary>
public sealed class CiScriptTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("zkagent-ci-");

    public CiScriptTests()
    {
        Program("clone/tests/run.sh", "echo tests");
        Program("clone/tests/e2e/run.sh", "echo \"scenarios $*\"");
        // The script calls these two for the cluster and for its bridge.
        Program("bin/kubectl", "exit 0");
        Program("bin/ip", "exit 0");
        Directory.CreateDirectory(Path.Combine(directory.FullName, "clone/.ci"));
        File.Copy(Path.Combine(Repository.Root, ".ci/run"), Path.Combine(directory.FullName, "clone/.ci/run"));
    }

    [Fact]
    public async Task Without_a_cluster_only_the_tests_run() => Assert.Equal(new(0, "tests\n", ""), await Run());

    [Fact]
    public async Task The_cluster_next_to_the_clone_gets_the_quick_scenarios()
    {
        Program("shared/lab/lab", "echo \"default $1\" >&2");
        Assert.Equal(new(0, "tests\nscenarios --quick\n", "default env\n"), await Run());
    }

    [Fact]
    public async Task A_cluster_at_another_path_is_used_in_place_of_the_default()
    {
        Program("shared/lab/lab", "echo \"default $1\" >&2");
        var other = Program("elsewhere/cluster", "echo \"other $1\" >&2");
        Assert.Equal(new(0, "tests\nscenarios --quick\n", "other env\n"), await Run(("ZKAGENT_LAB", other)));
    }

    [Fact]
    public async Task A_path_without_a_program_is_refused_before_the_tests() =>
        Assert.Equal(new(1, "", "cannot use the cluster of ZKAGENT_LAB=/nowhere: expected the path of a program; correct it, or unset it\n"), await Run(("ZKAGENT_LAB", "/nowhere")));

    public void Dispose() => directory.Delete(recursive: true);

    private Task<ScriptResult> Run(params (string Name, string Value)[] environment) =>
        ScriptResult.Of("bash", [Path.Combine(directory.FullName, "clone/.ci/run")],
            [("PATH", $"{directory.FullName}/bin:{Environment.GetEnvironmentVariable("PATH")}"), ("CI", ""), ("ZKAGENT_LAB", ""), .. environment]);

    private string Program(string path, string command)
    {
        var file = Path.Combine(directory.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/sh\n{command}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }
}
