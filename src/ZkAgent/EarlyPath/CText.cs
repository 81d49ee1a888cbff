namespace ZkAgent.EarlyPath;

/// <summary>Reads the zero-ended byte strings in which the kernel hands over arguments and environment.</summary>
internal static unsafe class CText
{
    public static bool Is(byte* text, ReadOnlySpan<byte> word) => StartsWith(text, word) && text[word.Length] == 0;

    public static bool StartsWith(byte* text, ReadOnlySpan<byte> word)
    {
        for (var i = 0; i < word.Length; i++)
            if (text[i] != word[i])
                return false;
        return true;
    }

    /// <summary>What follows the last slash.</summary>
    public static byte* BaseName(byte* path)
    {
        var name = path;
        for (; *path != 0; path++)
            if (*path == '/')
                name = path + 1;
        return name;
    }

    public static int Length(byte* text)
    {
        var length = 0;
        while (text[length] != 0)
            length++;
        return length;
    }

    /// <summary>The value of an environment variable, null where it is not set.</summary>
    public static byte* Variable(byte** envp, ReadOnlySpan<byte> name)
    {
        for (; *envp != null; envp++)
            if (StartsWith(*envp, name) && (*envp)[name.Length] == '=')
                return *envp + name.Length + 1;
        return null;
    }

    /// <summary>A positive number of plain digits up to a limit; 0 for anything else, a blank or a tcp:// link included.</summary>
    public static int Number(byte* text, int limit)
    {
        var number = 0L;
        for (; *text is >= (byte)'0' and <= (byte)'9'; text++)
            if ((number = (number * 10) + (*text - '0')) > limit)
                return 0;
        return *text == 0 ? (int)number : 0;
    }

    public static int Port(byte* text) => Number(text, 65535);
}
