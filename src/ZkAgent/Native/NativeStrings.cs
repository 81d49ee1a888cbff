using System.Runtime.InteropServices;

namespace ZkAgent.Native;

/// <summary>A null-terminated array of C strings, as execve takes arguments and environment.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int _count;

    public NativeStrings(IReadOnlyCollection<string> strings)
    {
        _count = strings.Count;
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)_count + 1, (nuint)sizeof(byte*));
        var i = 0;
        foreach (var text in strings) Pointer[i++] = (byte*)Marshal.StringToCoTaskMemUTF8(text);
    }

    public byte** Pointer { get; private set; }

    public void Dispose()
    {
        if (Pointer is null) return;
        for (var i = 0; i < _count; i++) Marshal.FreeCoTaskMem((nint)Pointer[i]);
        NativeMemory.Free(Pointer);
        Pointer = null;
    }
}
