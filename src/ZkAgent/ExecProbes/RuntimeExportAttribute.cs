namespace System.Runtime;

/// <summary>Gives a method a name that the linker sees, with no transition into the runtime around it.</summary>
/// <remarks>
/// The native compiler knows this attribute by its full name; the framework keeps its own copy internal. It is not
/// <c>UnmanagedCallersOnly</c>, because that one enters the runtime first, which is what the early path must not do.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimeExportAttribute(string entry) : Attribute
{
    public string Entry { get; } = entry;
}
