namespace ZkAgent.Core.Sasl;

/// <summary>Why a mounted file can't be read.</summary>
public enum FileFault
{
    None,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>Its permissions keep the agent's user out.</summary>
    Denied,

    /// <summary>It is not a regular file, or its file system fails.</summary>
    Failed,
}

/// <summary>A mounted file of SASL, as read.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Content">Its bytes, at most one more than the agent takes; null with a fault.</param>
/// <param name="Fault">Why there is no content.</param>
/// <param name="Detail">The system's message of <see cref="FileFault.Failed"/>.</param>
public sealed record SecretFile(string Path, byte[]? Content, FileFault Fault = FileFault.None, string Detail = "")
{
    /// <summary>Why it can't be used now, as a sentence; null where it was read.</summary>
    /// <param name="what">What it holds: <c>the password of user "app"</c>.</param>
    /// <param name="user">The uid that reads it.</param>
    public string? Problem(string what, uint user) => Fault switch
    {
        FileFault.None => null,
        FileFault.Missing => $"cannot read {what}: {Path} does not exist; mount the Secret there",
        FileFault.Denied => string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"cannot read {what}: {Path} cannot be read by user {user}; set defaultMode 0440 in the volume and securityContext.fsGroup in the pod"),
        _ => $"cannot read {what}: {Path}: {Detail.TrimEnd('.')}",
    };
}
