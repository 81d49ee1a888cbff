using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Sasl;

/// <summary>Members that log in to each other: passwords with every character, and what is wrong with those of one member.</summary>
public sealed class SaslFaultTests
{
    private const string Directory = "/etc/zookeeper/sasl/quorum";
    private const int Third = 2;

    /// <summary>Java would replace ${x}, and each of the other characters has a meaning in a JAAS file.</summary>
    private const string Password = """p"q\r${x} $ s;{}#//'=,""";

    [Fact]
    public async Task Members_log_in_with_a_password_of_every_character_and_a_wrong_one_is_named()
    {
        await using var password = await SecretVolume.Create();
        await using var third = await SecretVolume.Create();
        await password.Put(("password", Password + "\n"));
        await third.Put(("password", Password));
        await using var ensemble = await Ensemble.Prepare(3);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(ordinal => ensemble.Start(ordinal, member => Secured(member, ordinal == Third ? third : password).UntilReady())));
        Assert.Contains("Successfully completed the authentication using SASL", string.Concat(await Task.WhenAll(ensemble.Members.Select(m => m.Logs()))), StringComparison.Ordinal);

        await third.Put(("password", "another"));
        await ensemble.Remove(Third);
        var began = TimeProvider.System.GetTimestamp();
        var member = await ensemble.Start(Third, builder => Secured(builder, third));
        var said = "";
        await Poll.Until(async () => (said = (await member.Ask("/readyz")).Body).Contains("password", StringComparison.Ordinal), Ensemble.ToServe,
            async () => $"/readyz said \"{said}\"; the log:\n{await member.Logs()}");
        Figure.Tell("a wrong quorum password, from the start of the container to the sentence", TimeProvider.System.GetElapsedTime(began));
        Assert.StartsWith("ZooKeeper looks for a quorum", said, StringComparison.Ordinal);
        Assert.Equal(200, (await member.Get("/livez")).Status);
        foreach (var ordinal in (int[])[0, 1]) Assert.Equal(200, (await ensemble[ordinal].Get("/readyz")).Status);
        // The file is never shown.
        Assert.DoesNotContain("another", await member.Logs(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("two\nlines", "it has a line break in it")]
    public async Task A_password_that_cannot_be_used_is_refused(string password, string sentence)
    {
        await using var files = await SecretVolume.Create();
        await files.Put(("password", password));
        await using var ensemble = await Ensemble.Prepare(3);
        var member = await ensemble.Start(0, builder => Secured(builder, files));

        Assert.Equal(78, await member.WaitForExit(Ensemble.ToServe));
        Assert.Contains($"cannot use the password of user \"quorum\" in {Directory}/password: {sentence}", await member.Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_is_not_mounted_yet_holds_the_member_back_until_it_comes()
    {
        await using var files = await SecretVolume.Create();
        await files.Put(("other", "x"));
        await using var ensemble = await Ensemble.Prepare(3);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(ordinal => ensemble.Start(ordinal, builder => Secured(builder, files))));
        await Poll.Until(async () => (await ensemble[0].Ask("/readyz")).Body.Contains($"{Directory}/password", StringComparison.Ordinal), Ensemble.ToServe, ensemble[0].Logs);
        Assert.Equal(200, (await ensemble[0].Get("/livez")).Status);
        Assert.Equal(200, (await ensemble[0].Get("/startupz")).Status);

        await files.Put(("password", Password));
        await Task.WhenAll(ensemble.Members.Select(member => member.WaitUntilReady()));
    }

    [Theory]
    [InlineData("ZK_QUORUM_SASL=learner", "is at off; go by offer, one rolling restart each")]
    [InlineData("ZK_CLIENT_SASL=require", "is at off; go by allow, one rolling restart each")]
    public async Task A_skipped_step_of_authentication_is_refused_by_name(string setting, string sentence)
    {
        await using var files = await SecretVolume.Create();
        await files.Put(("password", Password));
        await using var ensemble = await Ensemble.Prepare(3);
        await Task.WhenAll(((int[])[0, 1]).Select(ordinal => ensemble.Start(ordinal)));
        await Task.WhenAll(((int[])[0, 1]).Select(ordinal => Poll.Until(async () => (await ensemble[ordinal].Ask("/livez")).Status == 200, Ensemble.ToServe, ensemble[ordinal].Logs)));
        var member = await ensemble.Start(Third, builder => builder.WithSettings(setting, $"ZK_QUORUM_SASL_PASSWORD_FILE={Directory}/password", $"ZK_CLIENT_SASL_USERS_DIR={Directory}").WithVolumeMount(files.Volume, Directory));

        Assert.Equal(78, await member.WaitForExit(Ensemble.ToServe));
        Assert.Contains($"cannot use {setting}: zk-", await member.Logs(), StringComparison.Ordinal);
        Assert.Contains(sentence, await member.Logs(), StringComparison.Ordinal);
    }

    private static MemberBuilder Secured(MemberBuilder member, SecretVolume files) => member.WithVolumeMount(files.Volume, Directory)
        .WithTmpfs("/run/zkagent", "uid=1000,gid=1000,mode=0700").WithSettings("ZK_RUN_DIR=/run/zkagent", "ZK_QUORUM_SASL=require");
}
