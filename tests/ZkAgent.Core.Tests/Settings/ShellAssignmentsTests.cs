using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class ShellAssignmentsTests
{
    [Theory]
    [InlineData("X=1", "1")]
    [InlineData("export X=1", "1")]
    [InlineData("  export X=\"-Da=b -Dc=d\"  # a comment", "-Da=b -Dc=d")]
    [InlineData("X='$OLD is kept'", "$OLD is kept")]
    [InlineData("X=\"$OLD more\"", "old words more")]
    [InlineData("X=\"${OLD} more\"", "old words more")]
    [InlineData("X=\"${NONE:-default} ${OLD:-default}\"", "default old words")]
    [InlineData("X=\"$NONE-Xmx1g\"", "-Xmx1g")]
    [InlineData("X=$OLD", "old words")]
    [InlineData("OLD+=\" more\"; X=\"$OLD\"", "old words more")]
    [InlineData("X=1\nexport X", "1")]
    [InlineData("# only\n\n#!/bin/sh\nX=1\r\n", "1")]
    [InlineData("X=\"-Da \\\n-Db\"", "-Da -Db")]
    [InlineData("X=a\\\nb", "ab")]
    [InlineData("X=\"one\ntwo\"", "one\ntwo")]
    [InlineData("X=\"a\\\"b\\n\"", "a\"b\\n")]
    [InlineData("X=a\\ b", "a b")]
    [InlineData("X=a=b=c", "a=b=c")]
    [InlineData("X='a'\"b\"c", "abc")]
    [InlineData("Y=1; export X=2 Z=3", "2")]
    [InlineData("X=", "")]
    [InlineData("X=a#b", "a#b")]
    public void What_bash_would_assign_is_assigned(string script, string expected)
    {
        var variables = new Dictionary<string, string> { ["OLD"] = "old words" };
        Assert.Equal(0, ShellAssignments.Apply(script, variables));
        Assert.Equal(expected, variables["X"]);
    }

    [Theory]
    [InlineData("X=$(nproc)", 1)]
    [InlineData("X=`nproc`", 1)]
    [InlineData("X=1\nif [ -f /x ]; then\nX=2\nfi", 2)]
    [InlineData("\nsource /other", 2)]
    [InlineData("unset X", 1)]
    [InlineData("X=1 java", 1)]
    [InlineData("export X=1; java", 1)]
    [InlineData("export -n X", 1)]
    [InlineData("X=~/x", 1)]
    [InlineData("X=1 && Y=2", 1)]
    [InlineData("X=${OLD%s}", 1)]
    [InlineData("X=${OLD:=$Y}", 1)]
    [InlineData("export X=$OLD", 1)]
    [InlineData("$OLD", 1)]
    [InlineData("X=\"open", 1)]
    [InlineData("X=(a b)", 1)]
    [InlineData("a b=c", 1)]
    [InlineData("X=${OLD", 1)]
    public void What_does_more_is_named_by_its_line(string script, int line) =>
        Assert.Equal(line, ShellAssignments.Apply(script, new Dictionary<string, string> { ["OLD"] = "old words" }));
}
