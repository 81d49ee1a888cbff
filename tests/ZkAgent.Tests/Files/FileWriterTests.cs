using System.Runtime.InteropServices;
using Xunit;
using ZkAgent.Core.Rendering;
using ZkAgent.Files;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Files;

public sealed class FileWriterTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private RenderedFile Rendered(string text = "a=b\n", UnixFileMode mode = RenderedFile.Readable) => new(_directory.At("zoo.cfg"), text, mode);

    [Theory]
    [InlineData(RenderedFile.Readable)]
    [InlineData(RenderedFile.Private)]
    public void The_mode_is_exact_whatever_the_umask(UnixFileMode mode)
    {
        foreach (var mask in new[] { 0b000_111_111, 0b000_000_000, 0b111_111_111 })
        {
            File.Delete(_directory.At("zoo.cfg"));
            var before = umask(mask);
            try { Assert.True(FileWriter.Write(Rendered(mode: mode))); }
            finally { _ = umask(before); }
            Assert.Equal(mode, File.GetUnixFileMode(_directory.At("zoo.cfg")));
        }
    }

    [Fact]
    public void A_file_that_is_as_it_should_be_is_not_touched()
    {
        Assert.True(FileWriter.Write(Rendered()));
        var before = TemporaryDirectory.Identity(_directory.At("zoo.cfg"));
        Assert.False(FileWriter.Write(Rendered()));
        Assert.Equal(before, TemporaryDirectory.Identity(_directory.At("zoo.cfg")));
    }

    [Theory]
    [InlineData("a=c\n")]
    [InlineData("a=b")]
    [InlineData("\ufeffa=b\n")]
    [InlineData("")]
    public void A_file_with_other_bytes_is_replaced(string found)
    {
        File.WriteAllText(_directory.At("zoo.cfg"), found, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.True(FileWriter.Write(Rendered()));
        Assert.Equal("a=b\n"u8.ToArray(), File.ReadAllBytes(_directory.At("zoo.cfg")));
    }

    [Fact]
    public void A_file_with_another_mode_is_replaced_as_when_a_secret_came_into_it()
    {
        FileWriter.Write(Rendered());
        Assert.True(FileWriter.Write(Rendered(mode: RenderedFile.Private)));
        Assert.Equal(RenderedFile.Private, File.GetUnixFileMode(_directory.At("zoo.cfg")));
    }

    [Fact]
    public void A_link_is_replaced_and_what_it_pointed_to_is_left_alone()
    {
        var target = _directory.Write("elsewhere/zoo.cfg", "a=b\n");
        File.CreateSymbolicLink(_directory.At("zoo.cfg"), target);
        var before = TemporaryDirectory.Identity(target);
        Assert.True(FileWriter.Write(Rendered()));
        Assert.Null(new FileInfo(_directory.At("zoo.cfg")).LinkTarget);
        Assert.Equal(before, TemporaryDirectory.Identity(target));
    }

    [Fact]
    public void What_a_crash_before_the_rename_left_behind_is_overwritten_and_does_not_stay()
    {
        File.WriteAllText(_directory.At("zoo.cfg"), "old\n");
        File.SetUnixFileMode(_directory.Write("zoo.cfg.zkagent-new", "half a fi"), UnixFileMode.UserRead);
        FileWriter.Write(Rendered());
        Assert.Equal(["zoo.cfg"], _directory.Content);
        Assert.Equal("a=b\n", File.ReadAllText(_directory.At("zoo.cfg")));
    }

    [Fact]
    public void A_planted_link_in_the_temporary_files_place_is_not_followed()
    {
        var victim = _directory.Write("victim", "precious");
        File.CreateSymbolicLink(_directory.At("zoo.cfg.zkagent-new"), victim);
        FileWriter.Write(Rendered());
        Assert.Equal("precious", File.ReadAllText(victim));
        Assert.Equal(["victim", "zoo.cfg"], _directory.Content);
    }

    [Fact]
    public void When_the_rename_fails_nothing_is_left_behind()
    {
        _directory.Write("zoo.cfg/child", "in the way");
        Assert.ThrowsAny<IOException>(() => FileWriter.Write(Rendered()));
        Assert.Equal(["zoo.cfg", "zoo.cfg/child"], _directory.Content);
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int umask(int mask);
}
