using System.Text;
using ZkAgent.Core.Sasl;
using ZkAgent.Core.Settings;
using ZkAgent.Native;

namespace ZkAgent.Sasl;

/// <summary>Reads the mounted files of users and passwords that the settings ask for. A failure is a value, never an exception.</summary>
internal static class UserFiles
{
    /// <summary>The longest JAAS file of the user's own.</summary>
    private const int LongestJaasFile = 1024 * 1024;

    public static SaslFiles Read(AgentSettings settings)
    {
        var (security, needs) = (settings.Security, SaslNeeds.Of(settings));
        if (security.JaasFile is { } own) return new(null, [], null, [], ReadFile(own, LongestJaasFile));
        var (directory, clients) = !needs.Clients ? (null, [])
            : security.ClientUsers is { } given ? (null, [.. given.Select(user => new UserFile(user.User, Password(user)))])
            : Clients(security.ClientUsersDirectory);
        return new(directory, clients, needs.Quorum ? Password(security.QuorumUser) : null, needs.Quorum ? [.. security.OtherQuorumUsers.Select(Password)] : [], null)
        {
            Shell = needs.Clients && security.ShellUser is { } shell ? Password(shell) : null,
        };
    }

    private static (SecretFile? Directory, IReadOnlyList<UserFile> Clients) Clients(string directory)
    {
        try
        {
            string[] names = [.. Directory.EnumerateFileSystemEntries(directory).Select(entry => Path.GetFileName(entry)).Where(name => !UserNames.IsHidden(name)).Order(StringComparer.Ordinal)];
            return (new(directory, []), [.. names.Select(name => new UserFile(name, ReadFile($"{directory}/{name}", PasswordRules.LongestFile)))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (Failed(directory, e), []);
        }
    }

    /// <summary>The value of a variable is judged as a file with that content.</summary>
    private static SecretFile Password(SaslUserSource user) =>
        user.Password.Value is { } value ? new(user.Password.Place, Encoding.UTF8.GetBytes(value)) : ReadFile(user.Password.Place, PasswordRules.LongestFile);

    /// <summary>Reads one file; at most <paramref name="longest"/> bytes of it.</summary>
    public static SecretFile ReadFile(string path, int longest)
    {
        try
        {
            // .NET calls the attempt to open a directory a lack of permission.
            if (Directory.Exists(path)) return new(path, null, FileFault.Failed, "it is a directory, and a file was expected");
            if (FileStatus.IsSpecial(path)) return new(path, null, FileFault.Failed, "it is not a regular file");
            using var file = File.OpenRead(path);
            var content = new byte[longest];
            return new(path, content[..file.ReadAtLeast(content, longest, throwOnEndOfStream: false)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(path, e);
        }
    }

    private static SecretFile Failed(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => new(path, null, FileFault.Missing),
        UnauthorizedAccessException => new(path, null, FileFault.Denied),
        _ => new(path, null, FileFault.Failed, exception.Message),
    };
}
