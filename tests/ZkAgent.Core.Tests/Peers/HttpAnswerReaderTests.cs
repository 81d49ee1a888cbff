using System.Text;
using Xunit;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Peers;

/// <summary>What the client of the agents makes of answers, honest and hostile ones.</summary>
public sealed class HttpAnswerReaderTests
{
    private const string NotHttp = "answered with something else than HTTP";
    private const string TooLong = "answered with more than an agent says";
    private const string Torn = "closed the connection in the middle of its answer";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length:5 \r\n\r\nhello and what follows", 200, "hello")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nto the end", 200, "to the end")]
    [InlineData("HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", 404, "")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nnot\r\nA;name=value\r\n ready yet\r\n0\r\n\r\n", 503, "not ready yet")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\nTrailer: later\r\n", 200, "hello")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\nnot read", 204, "")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Old: a\r\n folded\r\n\tline\r\nContent-Length: 2\r\n\r\nok", 200, "ok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length:\r\n 2\r\n\r\nok", 200, "ok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", 200, "ok")]
    public void A_well_formed_answer_is_read_however_it_comes_in(string received, int status, string body)
    {
        foreach (var answer in InEveryWay(received))
        {
            Assert.Equal((status, body), (answer.Status, answer.Body));
            Assert.False(answer.Dropped);
        }
    }

    [Theory]
    [InlineData("", "closed the connection without an answer")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", NotHttp)]
    [InlineData("HTTP/2 200\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.x 200 OK\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 -20 OK\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nName : blank\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nok", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n 3\r\n\r\nok", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\nok\r\n0\r\n\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok and more\r\n", NotHttp)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n", TooLong)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n", TooLong)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", Torn)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", Torn)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Len", Torn)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", Torn)]
    public void Anything_else_is_no_answer_and_says_why(string received, string why)
    {
        foreach (var answer in InEveryWay(received)) Assert.Equal((0, why), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Padding: 0123456789\r\n")]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "to the end of the connection, which does not come ")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4000\r\n")]
    public void What_never_ends_is_given_up_at_a_bound(string beginning, string repeated)
    {
        var reader = new HttpAnswerReader();
        var all = new List<byte>(Encoding.ASCII.GetBytes(beginning));
        AgentAnswer? answer = null;
        while (answer is null)
        {
            Assert.True(all.Count <= HttpAnswerReader.Longest + repeated.Length, "it reads on and on");
            all.AddRange(Encoding.ASCII.GetBytes(repeated));
            answer = reader.Read(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all), ended: false);
        }
        Assert.True(answer.Body is TooLong or NotHttp, answer.Body);
    }

    [Fact]
    public void An_answer_that_is_cut_anywhere_is_torn_and_one_that_is_spoilt_anywhere_is_read_without_an_exception()
    {
        var whole = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nServer: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
        var beforeLastChunk = whole.Length - "0\r\n\r\n".Length;
        for (var length = 1; length <= beforeLastChunk; length++) Assert.Equal(Torn, new HttpAnswerReader().Read(whole.AsSpan(0, length), ended: true)!.Body);
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var spoilt in (byte[])[0, (byte)'\n', (byte)'\r', (byte)':', (byte)' ', (byte)'9', 0xff])
            {
                var bytes = whole.ToArray();
                bytes[at] = spoilt;
                Assert.NotNull(new HttpAnswerReader().Read(bytes, ended: true));
            }
        }
    }

    [Theory]
    [InlineData("envoy", "envoy")]
    [InlineData("istio-envoy\u0001\u001b[31m", "istio-envoy[31m")]
    [InlineData("a-name-of-more-than-forty-characters-is-cut-somewhere", "a-name-of-more-than-forty-characters-is-")]
    [InlineData("", null)]
    public void The_server_that_answered_is_told_by_what_may_stand_in_a_log(string header, string? told) =>
        Assert.Equal(told, new HttpAnswerReader().Read(Encoding.Latin1.GetBytes($"HTTP/1.1 426 Upgrade Required\r\nserver: {header}\r\ncontent-length: 0\r\n\r\n"), ended: false)!.Server);

    /// <summary>At once, byte by byte, and with the end of the connection told together with the last byte.</summary>
    private static IEnumerable<AgentAnswer> InEveryWay(string received)
    {
        var bytes = Encoding.ASCII.GetBytes(received);
        var atOnce = new HttpAnswerReader();
        yield return atOnce.Read(bytes, ended: false) ?? atOnce.Read(bytes, ended: true)!;
        yield return new HttpAnswerReader().Read(bytes, ended: true)!;
        var reader = new HttpAnswerReader();
        AgentAnswer? answer = null;
        for (var length = 1; answer is null && length <= bytes.Length; length++) answer = reader.Read(bytes.AsSpan(0, length), ended: false);
        yield return answer ?? reader.Read(bytes, ended: true)!;
    }
}
