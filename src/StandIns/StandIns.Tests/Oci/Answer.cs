using System.Text;

namespace StandIns.Tests.Oci;

/// <summary>What the loopback service answers.</summary>
internal sealed record Answer(int Status, string Body = "", string ContentType = "application/json")
{
    internal (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Nothing is answered until this is completed.</summary>
    internal Task Release { get; init; } = Task.CompletedTask;

    /// <summary>The connection is cut after this many bytes of the body.</summary>
    internal int? CutAfter { get; init; }

    internal static Answer Error(int status, string code) => new(status, $$"""{"code": "{{code}}", "message": "no {{code}}"}""");

    internal byte[] Head()
    {
        var lines = new StringBuilder($"HTTP/1.1 {Status} Because\r\ncontent-type: {ContentType}\r\n");
        foreach (var (name, value) in Headers) lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return Encoding.ASCII.GetBytes($"{lines}content-length: {Encoding.UTF8.GetByteCount(Body)}\r\nconnection: close\r\n\r\n");
    }
}
