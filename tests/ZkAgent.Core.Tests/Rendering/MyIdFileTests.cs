using Xunit;
using ZkAgent.Core.Rendering;

namespace ZkAgent.Core.Tests.Rendering;

public sealed class MyIdFileTests
{
    [Fact]
    public void It_is_one_number_and_a_newline_in_the_data_directory()
    {
        var plan = Given.Three.Works;
        var file = MyIdFile.Render(plan.Settings!.Directories, plan.LocalMember!.Self.Id);
        Assert.Equal(("/var/lib/zookeeper/data/myid", "1\n", RenderedFile.Readable), (file.Path, file.Text, file.Mode));
    }

    [Theory]
    [InlineData("7", 7L)]
    [InlineData(" 7 \r\n8", 7L)]
    [InlineData("", null)]
    [InlineData("seven", null)]
    [InlineData("٧", null)]
    public void The_first_line_counts(string text, long? id) => Assert.Equal(id, MyIdFile.Parse(text));
}
