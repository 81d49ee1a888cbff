using System.Text;
using Xunit;
using ZkAgent.Core.Sasl;
using ZkAgent.Sasl;

namespace ZkAgent.Tests.Sasl;

public sealed class UserFilesTests
{
    [Fact]
    public void Each_file_that_is_not_hidden_is_a_user()
    {
        using var given = new GivenSasl();
        // As the kubelet mounts a Secret.
        given.Root.Write("users/..2026_11_27/second", "two");
        File.CreateSymbolicLink(given.Root.At("users/..data"), "..2026_11_27");
        File.CreateSymbolicLink(given.Root.At("users/second"), "..data/second");

        var files = UserFiles.Read(given.Settings);

        Assert.Equal([("app", "secret\n"), ("second", "two")], files.Clients.Select(u => (u.User, Encoding.UTF8.GetString(u.File.Content!))));
        Assert.Equal("between"u8.ToArray(), files.Quorum!.Content);
        Assert.Empty(files.OtherQuorum);
    }

    [Fact]
    public void What_is_missing_is_a_value()
    {
        using var given = new GivenSasl();
        File.Delete(given.Root.At("quorum"));
        Directory.Delete(given.Root.At("users"), recursive: true);

        var files = UserFiles.Read(given.Settings);

        Assert.Equal((FileFault.Missing, FileFault.Missing), (files.Directory!.Fault, files.Quorum!.Fault));
    }

    [Fact]
    public void A_directory_in_the_place_of_a_file_is_a_value()
    {
        using var given = new GivenSasl();
        Directory.CreateDirectory(given.Root.At("users/nested"));
        Assert.Equal(FileFault.Failed, UserFiles.Read(given.Settings).Clients.Single(u => u.User == "nested").File.Fault);
    }

    [Fact]
    public void Of_a_long_file_only_so_much_is_read_as_shows_that_it_is_too_long()
    {
        using var given = new GivenSasl();
        given.Root.Write("users/app", new string('a', 100_000));
        Assert.Equal(PasswordRules.LongestFile, UserFiles.Read(given.Settings).Clients[0].File.Content!.Length);
    }

    [Fact]
    public void What_is_off_is_not_read()
    {
        using var given = new GivenSasl(("ZK_CLIENT_SASL", ""), ("ZK_CLIENT_SASL_USERS_DIR", ""));
        var files = UserFiles.Read(given.Settings);
        Assert.Null(files.Directory);
        Assert.Empty(files.Clients);
        Assert.NotNull(files.Quorum);
    }

    [Fact]
    public void The_users_own_JAAS_file_is_read_instead_of_all_others()
    {
        using var given = new GivenSasl(("ZK_JAAS_FILE", "/nowhere/jaas.conf"), ("ZK_CLIENT_SASL_USERS_DIR", ""), ("ZK_QUORUM_SASL_PASSWORD_FILE", ""));
        var files = UserFiles.Read(given.Settings);
        Assert.Equal(FileFault.Missing, files.OwnJaas!.Fault);
        Assert.Null(files.Quorum);
    }
}
