using DeployCrew.Preflight;

namespace DeployCrew.Tests.Preflight;

/// <summary>Messages that a server, or somebody between, might send.</summary>
public sealed class DnsMessageTests
{
    [Fact]
    public void NameServers_CompressedNames_AreRead()
    {
        var question = DnsMessage.Question("example.com", DnsMessage.NameServer);
        byte[] answer = [.. Header(question, answers: 1), .. question[12..], 0xc0, 12, 0, 2, 0, 1, 0, 0, 0, 60, 0, 7, 4, .. "ns-1"u8, 0xc0, 12];
        Assert.Null(DnsMessage.Answers(answer, question));
        Assert.Equal(["ns-1.example.com"], DnsMessage.NameServers(answer));
    }

    [Fact]
    public void Issuers_IssueWithParameters_GivesTheAuthority()
    {
        var question = DnsMessage.Question("example.com", DnsMessage.CertificateAuthority);
        byte[] data = [0, 5, .. "issue"u8, .. "amazon.com; account=1"u8];
        byte[] other = [0, 5, .. "iodef"u8, .. "mailto:a@b.c"u8];
        byte[] answer =
        [
            .. Header(question, answers: 2), .. question[12..], 0xc0, 12, 1, 1, 0, 1, 0, 0, 0, 60, 0, (byte)data.Length, .. data,
            0xc0, 12, 1, 1, 0, 1, 0, 0, 0, 60, 0, (byte)other.Length, .. other,
        ];
        Assert.Equal(["amazon.com"], DnsMessage.Issuers(answer));
    }

    [Fact]
    public void NameServers_NamePointingAtItself_IsLeftOut()
    {
        var question = DnsMessage.Question("example.com", DnsMessage.NameServer);
        byte[] answer = [.. Header(question, answers: 1), .. question[12..], 0xc0, (byte)question.Length, 0, 2, 0, 1];
        Assert.Empty(DnsMessage.NameServers(answer));
    }

    [Fact]
    public void Records_EveryCutOfAMessage_AreReadWithoutFailing()
    {
        var question = DnsMessage.Question("example.com", DnsMessage.NameServer);
        byte[] answer = [.. Header(question, answers: 1), .. question[12..], 0xc0, 12, 0, 2, 0, 1, 0, 0, 0, 60, 0, 7, 4, .. "ns-1"u8, 0xc0, 12];
        for (var length = 0; length < answer.Length; length++)
            Assert.Empty(DnsMessage.NameServers(answer[..length]));
    }

    [Fact]
    public void Answers_AnotherQuestionsAnswer_IsNone()
    {
        var question = DnsMessage.Question("example.com", DnsMessage.NameServer);
        var answer = Header(question, answers: 0);
        answer[0] ^= 1;
        Assert.NotNull(DnsMessage.Answers(answer, question));
    }

    private static byte[] Header(byte[] question, byte answers) => [question[0], question[1], 0x81, 0x80, 0, 1, 0, answers, 0, 0, 0, 0];
}
