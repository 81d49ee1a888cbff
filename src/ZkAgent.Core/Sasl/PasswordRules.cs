using System.Text;
using System.Text.Unicode;

namespace ZkAgent.Core.Sasl;

/// <summary>What a password file says.</summary>
/// <param name="Password">Null where it can't be used.</param>
/// <param name="Problem">Why it can't be used: a sentence that never has the password.</param>
/// <param name="Warning">What may go wrong with it; null: nothing known.</param>
public readonly record struct PasswordVerdict(string? Password, string? Problem, string? Warning = null);

/// <summary>Decides whether the content of a file is a password that ZooKeeper and its clients understand in the same way.</summary>
public static class PasswordRules
{
    /// <summary>Longest password in bytes.</summary>
    public const int Longest = 1024;

    /// <summary>Bytes that are read of a file: the longest password, the end of its line, and one that shows that it is longer.</summary>
    public const int LongestFile = Longest + 3;

    /// <param name="user">The user, for the sentence.</param>
    /// <param name="path">The file, for the sentence.</param>
    /// <param name="content">The bytes of the file.</param>
    public static PasswordVerdict Read(string user, string path, ReadOnlySpan<byte> content)
    {
        var text = WithoutLineEnd(content);
        if (text.IsEmpty) return Refuse("it is empty; write the password into the file");
        if (text.Length > Longest) return Refuse($"it is longer than {Longest} bytes; choose a shorter one");
        if (text.ContainsAny((byte)'\n', (byte)'\r')) return Refuse("it has a line break in it, and only one at the end is left out; write it in one line");
        if (text.Contains((byte)0)) return Refuse("it has a NUL byte in it; write it as text");
        if (!Utf8.IsValid(text)) return Refuse("it is not UTF-8; write it as UTF-8, or better in ASCII");
        if (text.StartsWith(Encoding.UTF8.Preamble)) return Refuse("it begins with a byte order mark, which an editor added; write it without");
        var password = Encoding.UTF8.GetString(text);
        if (password.Any(c => char.IsControl(c) && c != '\t')) return Refuse("it has a control character in it; choose one without");
        return new(password, null, Ascii.IsValid(password) ? null
            : $"the password of user {UserNames.Shown(user)} in {path} is not ASCII: some clients encode it in another way and are refused; choose an ASCII password");

        PasswordVerdict Refuse(string why) => new(null, $"cannot use the password of user {UserNames.Shown(user)} in {path}: {why}");
    }

    /// <summary>Editors and echo end the line; one such end is no part of the password.</summary>
    private static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> content)
    {
        if (content is not [.., (byte)'\n']) return content;
        return content is [.., (byte)'\r', (byte)'\n'] ? content[..^2] : content[..^1];
    }
}
