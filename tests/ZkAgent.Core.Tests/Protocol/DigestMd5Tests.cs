using System.Security.Cryptography;
using System.Text;
using Xunit;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Tests.Protocol;

public sealed class DigestMd5Tests
{
    private const string Challenge = "realm=\"elwood.innosoft.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\",algorithm=md5-sess,charset=utf-8";

    /// <summary>The exchange of IMAP in RFC 2831, section 4.</summary>
    [Fact]
    public void The_example_of_the_RFC_has_these_digests()
    {
        var digest = new DigestMd5("chris", "secret", "imap/elwood.innosoft.com", MD5.HashData);
        var challenge = Parse(Challenge);

        var response = Encoding.UTF8.GetString(digest.Respond(challenge, "OA6MHXh6VqTrRk"));
        Assert.Equal("charset=utf-8,username=\"chris\",realm=\"elwood.innosoft.com\",nonce=\"OA6MG9tEQGm2hh\",nc=00000001,cnonce=\"OA6MHXh6VqTrRk\",digest-uri=\"imap/elwood.innosoft.com\",maxbuf=65536,response=d388dad90d4bbd760a152321f2143af7,qop=auth", response);
        Assert.Equal("ea40f60335c427b5527b84dbabcdfffd", digest.ExpectedProof(challenge, "OA6MHXh6VqTrRk"));
    }

    /// <summary>The exchange of ACAP in the same section.</summary>
    [Fact]
    public void The_other_example_of_the_RFC_has_this_digest()
    {
        var digest = new DigestMd5("chris", "secret", "acap/elwood.innosoft.com", MD5.HashData);
        var challenge = Parse("realm=\"elwood.innosoft.com\",nonce=\"OA9BSXrbuRhWay\",qop=\"auth\",algorithm=md5-sess,charset=utf-8");

        Assert.Contains(",response=6084c6db3fede7352c551284490fd0fc,", Encoding.UTF8.GetString(digest.Respond(challenge, "OA9BSuZWMSpW8m")), StringComparison.Ordinal);
        Assert.Equal("2f0b3d7c3c2e486600ef710726aa2eae", digest.ExpectedProof(challenge, "OA9BSuZWMSpW8m"));
    }

    [Fact]
    public void Text_of_ISO_8859_1_is_hashed_in_it_and_other_text_in_UTF_8()
    {
        List<byte[]> hashed = [];
        var digest = new DigestMd5("ü", "€", "x/y", bytes => { hashed.Add(bytes); return []; });
        digest.ExpectedProof(Parse("nonce=n,realm=r"), "c");
        Assert.Equal([0xfc, (byte)':', (byte)'r', (byte)':', 0xe2, 0x82, 0xac], hashed[0]);
    }

    [Fact]
    public void Quotes_in_values_are_escaped_and_read_again()
    {
        var challenge = Parse("nonce=\"a\\\"b\\\\c\" , qop=\"auth-int, auth\",Realm=\"r,s\",nonce=\"second\"");
        Assert.Equal(("a\"b\\c", "r,s", true, false), (challenge.Nonce, challenge.Realm, challenge.OffersAuth, challenge.TakesUtf8));
        Assert.Contains(",nonce=\"a\\\"b\\\\c\",", Encoding.UTF8.GetString(new DigestMd5("u", "p", "x/y", MD5.HashData).Respond(challenge, "c")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("nonce=\"unfinished")]
    [InlineData("nonce=\"unfinished\\")]
    public void What_is_no_list_of_directives_is_no_challenge(string text) => Assert.Null(DigestChallenge.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_server_may_offer_no_plain_authentication() => Assert.False(Parse("nonce=n,qop=\"auth-conf\"").OffersAuth);

    private static DigestChallenge Parse(string text) => DigestChallenge.Parse(Encoding.UTF8.GetBytes(text))!;
}
