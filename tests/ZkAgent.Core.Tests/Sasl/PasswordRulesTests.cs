using System.Text;
using Xunit;
using ZkAgent.Core.Sasl;

namespace ZkAgent.Core.Tests.Sasl;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("secret", "secret")]
    [InlineData("secret\n", "secret")]
    [InlineData("secret\r\n", "secret")]
    [InlineData(" a\tb ", " a\tb ")]
    [InlineData("p\"q\\r${x}", "p\"q\\r${x}")]
    public void One_line_is_a_password_and_the_end_of_the_line_is_none_of_it(string content, string password) =>
        Assert.Equal(new(password, null), PasswordRules.Read("app", "/u/app", Encoding.UTF8.GetBytes(content)));

    [Theory]
    [InlineData("", "it is empty; write the password into the file")]
    [InlineData("\n", "it is empty; write the password into the file")]
    [InlineData("a\nb", "it has a line break in it, and only one at the end is left out; write it in one line")]
    [InlineData("a\n\n", "it has a line break in it, and only one at the end is left out; write it in one line")]
    [InlineData("a\rb", "it has a line break in it, and only one at the end is left out; write it in one line")]
    [InlineData("a\0b", "it has a NUL byte in it; write it as text")]
    [InlineData("a\u001bb", "it has a control character in it; choose one without")]
    public void What_cannot_be_a_password_is_refused_without_being_shown(string content, string why) =>
        Assert.Equal($"cannot use the password of user \"app\" in /u/app: {why}", PasswordRules.Read("app", "/u/app", Encoding.UTF8.GetBytes(content)).Problem);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.EndsWith("it is not UTF-8; write it as UTF-8, or better in ASCII", PasswordRules.Read("app", "/u/app", [0x61, 0xff]).Problem, StringComparison.Ordinal);

    [Fact]
    public void The_longest_password_is_taken_and_a_longer_one_is_refused()
    {
        Assert.Null(PasswordRules.Read("app", "/u/app", [.. Enumerable.Repeat((byte)'a', PasswordRules.Longest), (byte)'\r', (byte)'\n']).Problem);
        Assert.EndsWith("it is longer than 1024 bytes; choose a shorter one", PasswordRules.Read("app", "/u/app", [.. Enumerable.Repeat((byte)'a', PasswordRules.Longest + 1)]).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_refused_because_it_cannot_be_seen() => Assert.EndsWith(
        "it begins with a byte order mark, which an editor added; write it without", PasswordRules.Read("app", "/u/app", [0xEF, 0xBB, 0xBF, 0x61]).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_password_outside_ASCII_is_taken_with_a_warning() => Assert.Equal(
        new("ü€", null, "the password of user \"app\" in /u/app is not ASCII: some clients encode it in another way and are refused; choose an ASCII password"),
        PasswordRules.Read("app", "/u/app", "ü€"u8));
}
