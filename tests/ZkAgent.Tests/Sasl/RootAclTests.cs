using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Xunit;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Protocol;
using ZkAgent.Sasl;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Volume;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Sasl;

/// <summary>The root of a new ensemble, on a server that knows ACLs alone.</summary>
public sealed class RootAclTests : IDisposable
{
    private const int GetAcl = 6, SetAcl = 7, Close = -11;
    private const string Open = "world:anyone", Users = "sasl:zkagent-users";

    private readonly GivenVolume _volume = new();
    private readonly RememberedLog<RootAcl> _log = new();

    /// <summary>Scheme and id of each node's one entry; null: the session may not read it.</summary>
    private readonly Dictionary<string, string?> _acls = new() { ["/"] = Open, ["/zookeeper"] = Open, ["/zookeeper/quota"] = Open };

    private int _error;

    public void Dispose() => _volume.Dispose();

    [Fact]
    public async Task A_new_root_is_given_to_the_users_and_the_marker_goes()
    {
        await RunAsync(marked: true);
        Assert.All(_acls.Values, acl => Assert.Equal(Users, acl));
        Assert.False(new RootAclMarker(_volume.Directories).IsThere);
        Assert.StartsWith("The root of the new ensemble is for authenticated users only", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_of_variables_have_entries_of_their_own_for_the_way_back()
    {
        await RunAsync(marked: true, null, "admin", "app");
        Assert.All(_acls.Values, acl => Assert.Equal($"{Users},sasl:admin,sasl:app", acl));
        Assert.Contains("sasl:admin:cdrwa,sasl:app:cdrwa", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_marker_nothing_is_changed()
    {
        await RunAsync(marked: false);
        Assert.All(_acls.Values, acl => Assert.Equal(Open, acl));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_node_that_is_not_open_any_more_stays_as_it_is()
    {
        (_acls["/"], _acls["/zookeeper"]) = ("sasl:other", null);
        await RunAsync(marked: true);
        Assert.Equal(("sasl:other", null, Users), (_acls["/"], _acls["/zookeeper"], _acls["/zookeeper/quota"]));
        Assert.False(new RootAclMarker(_volume.Directories).IsThere);
    }

    [Fact]
    public async Task A_failure_is_told_once_and_tried_again()
    {
        _error = -4;
        await RunAsync(marked: true, whileFailing: () => _error = 0);
        Assert.Equal("cannot give the root of the new ensemble to the users yet: cannot read the ACL of /zookeeper/quota: ZooKeeper answers with error -4", _log.Lines[0]);
        Assert.Equal(2, _log.Lines.Count);
        Assert.All(_acls.Values, acl => Assert.Equal(Users, acl));
    }

    private async Task RunAsync(bool marked, Action? whileFailing = null, params string[] users)
    {
        var marker = new RootAclMarker(_volume.Directories);
        if (marked) marker.Create();
        await using var zooKeeper = new ScriptedZooKeeper { Script = _ => ServeAsync };
        var time = _volume.Time;
        var server = new SampledServer("127.0.0.1", zooKeeper.Port, Standalone: true, () => new SupervisionSnapshot(ProcessPhase.Running, default, 1, 0, null, ""), () => null);
        var health = SampledHealth.Of("follower", time.GetUtcNow(), time.GetUtcNow());
        var root = new RootAcl(users, marker, _volume.Thread, () => health, server, new SessionClient(time), time, _log);
        var running = root.RunAsync(TestContext.Current.CancellationToken);
        time.Advance(RootAcl.Pause);
        if (whileFailing is not null)
        {
            await Poll.UntilAsync(() => _log.Lines.Count > 0, TimeSpan.FromMinutes(1), () => "it said nothing");
            whileFailing();
            time.Advance(RootAcl.Pause);
        }
        await running.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private async Task ServeAsync(Socket connection, CancellationToken stopping)
    {
        await using var stream = new NetworkStream(connection);
        await stream.ReadExactlyAsync(new byte[45], stopping);
        await SendAsync(stream, Convert.FromHexString("00000000" + "00000FA0" + "0000000000000001" + "00000010" + new string('0', 32) + "00"), stopping);
        while (true)
        {
            var frame = new byte[await NumberAsync(stream, stopping)];
            await stream.ReadExactlyAsync(frame, stopping);
            var (number, operation) = (BinaryPrimitives.ReadInt32BigEndian(frame), BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(4)));
            if (operation == Close)
            {
                await SendAsync(stream, Header(number, 0), stopping);
                return;
            }
            var at = 8;
            var path = Text(frame, ref at);
            if (_error != 0 || _acls[path] is not { } acl) await SendAsync(stream, Header(number, _error != 0 ? _error : -102), stopping);
            else if (operation == GetAcl) await SendAsync(stream, [.. Header(number, 0), .. Number(1), .. Number(31), .. Text(acl.Split(':')[0]), .. Text(acl.Split(':')[1]), .. new byte[68]], stopping);
            else
            {
                Assert.Equal(SetAcl, operation);
                var entries = new string[BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(at))];
                at += 4;
                for (var i = 0; i < entries.Length; i++)
                {
                    at += 4;
                    entries[i] = $"{Text(frame, ref at)}:{Text(frame, ref at)}";
                }
                _acls[path] = string.Join(',', entries);
                await SendAsync(stream, [.. Header(number, 0), .. new byte[68]], stopping);
            }
        }
    }

    private static async Task<int> NumberAsync(NetworkStream stream, CancellationToken stopping)
    {
        var bytes = new byte[4];
        await stream.ReadExactlyAsync(bytes, stopping);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private static ValueTask SendAsync(NetworkStream stream, byte[] body, CancellationToken stopping) => stream.WriteAsync((byte[])[.. Number(body.Length), .. body], stopping);

    private static byte[] Header(int number, int error) => [.. Number(number), .. new byte[8], .. Number(error)];

    private static byte[] Text(string text) => [.. Number(text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static string Text(byte[] frame, ref int at)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(at));
        var text = Encoding.UTF8.GetString(frame.AsSpan(at + 4, length));
        at += 4 + length;
        return text;
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
