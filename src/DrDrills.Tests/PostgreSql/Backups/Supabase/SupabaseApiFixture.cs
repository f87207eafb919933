using System.Net;
using System.Text;
using DrDrills.Testing;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>
/// A stand-in for Supabase's Management API on this machine: it says so in a header of every answer, keeps what it was asked, and answers what
/// the test queued. What it answers follows the API's published description of 2026; it was never held against the real one.
/// </summary>
internal sealed class SupabaseApiFixture : IAsyncDisposable
{
    public const string Project = "abcdefghijklmnopqrst";
    public const string Token = "sbp_0123456789abcdef0123456789abcdef01234567";

    private readonly HttpListener _listener = LoopbackListener.Start();
    private readonly Queue<(int Status, string Type, string Body, (string Name, string Value)[] Headers)> _answers = [];
    private readonly Task _serving;

    public SupabaseApiFixture() => _serving = ServeAsync();

    public Uri Address => new(_listener.Prefixes.Single());

    /// <summary>Method, path and authorization of every call.</summary>
    public List<string> Calls { get; } = [];

    public SupabaseApiFixture Answer(int status, string body, params (string Name, string Value)[] headers) =>
        Answer(status, "application/json; charset=utf-8", body, headers);

    public SupabaseApiFixture Answer(int status, string type, string body, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue((status, type, body, headers));
        return this;
    }

    /// <summary>The list as published, of backups with these instants and states; without log shipping.</summary>
    public SupabaseApiFixture AnswerList(params (string InsertedAt, string Status)[] backups) => Answer(200, List(backups));

    public static string List((string InsertedAt, string Status)[] backups, bool pointInTime = false, string physical = "{}") => $$"""
        {
          "region": "ap-south-1", "pitr_enabled": {{(pointInTime ? "true" : "false")}}, "walg_enabled": true,
          "backups": [{{string.Join(", ", backups.Select((backup, id) =>
              $$"""{ "id": {{id}}, "is_physical_backup": false, "status": "{{backup.Status}}", "inserted_at": "{{backup.InsertedAt}}" }"""))}}],
          "physical_backup_data": {{physical}}
        }
        """;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Calls.Add($"{call.Request.HttpMethod} {call.Request.Url!.AbsolutePath} {call.Request.Headers["Authorization"]}");
            var (status, type, body, headers) = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
            call.Response.StatusCode = status;
            call.Response.ContentType = type;
            call.Response.AddHeader("X-Fixture", "stand-in for Supabase's Management API, on this machine");
            foreach (var (name, value) in headers)
            {
                call.Response.AddHeader(name, value);
            }

            await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            call.Response.Close();
        }
    }
}
