using OciSimulator.Hosting;
using OciSimulator.Lifecycle;
using OciSimulator.Policies;
using OciSimulator.State;

namespace DrDrills.Tests.OciSimulator;

/// <summary>A service with nothing behind it: what the pipeline does for any service is tried on this one.</summary>
internal sealed class NotesApi(SimulatedRegion region) : IOciApi
{
    public static readonly Permission Inspect = new("notes", Verb.Inspect, "NOTE_INSPECT");
    public static readonly Permission Read = new("notes", Verb.Read, "NOTE_READ");
    public static readonly Permission Create = new("notes", Verb.Manage, "NOTE_CREATE");
    public static readonly Permission Delete = new("notes", Verb.Manage, "NOTE_DELETE");

    public ResourceStore<Note> Notes { get; } = region.Store<Note>("notes");

    public int Creations { get; private set; }

    public bool IsRunning { get; private set; }

    public void Map(OciRoutes routes)
    {
        routes.Map("GET", "/20260101/notes", "ListNotes", Inspect, List);
        routes.Map("POST", "/20260101/notes", "CreateNote", Create, Make);
        routes.Map("GET", "/20260101/notes/{noteId}", "GetNote", Read, call => call.Json(call.Find(Notes, call.Route("noteId"))));
        routes.Map("PUT", "/20260101/notes/{noteId}", "UpdateNote", Create, Update);
        routes.Map("DELETE", "/20260101/notes/{noteId}", "DeleteNote", Delete, Remove);
        routes.Map("GET", "/20260101/careless", "ListCareless", Read, call => call.Page(Notes.All));
        routes.Map("PUT", "/20260101/streams/{name*}", "PutStream", Permission.None, SinkAsync, streamsBody: true);
        routes.Map("GET", "/20260101/streams/{length}", "GetStream", Permission.None, Source);
    }

    public Task StopAsync()
    {
        IsRunning = false;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        IsRunning = true;
        foreach (var note in Notes.All.Where(note => note.LifecycleState == "CREATING"))
        {
            Finish(note.Id, note.WorkRequestId, "ACTIVE");
        }

        return Task.CompletedTask;
    }

    private OciReply List(OciCall call)
    {
        var compartment = call.RequiredQuery("compartmentId");
        call.Authorize(compartment);
        return call.Page(Notes.All.Where(note => note.CompartmentId == compartment).OrderBy(note => note.Text, StringComparer.Ordinal));
    }

    private OciReply Make(OciCall call)
    {
        var wanted = call.Json<CreateNoteDetails>();
        call.Authorize(wanted.CompartmentId);
        Creations++;
        var id = Ocid.New("note", region.Name);
        var work = region.WorkRequests.Begin("CreateNote", wanted.CompartmentId, new WorkRequestResource("note", "CREATED", id));
        var note = Notes.Add(new Note(id, wanted.CompartmentId, wanted.Text, call.Now, "CREATING", work));
        Finish(id, work, call.EndState("ACTIVE"));
        return call.Json(note).With("opc-work-request-id", work);
    }

    private void Finish(string id, string work, string state) => region.Lifecycle.After(
        $"note {id}",
        () =>
        {
            var ended = Notes.Update(id, note => note with { LifecycleState = state });
            if (state == "FAULTY")
            {
                throw new OciError(500, "InternalError", $"note {ended.Value.Text} is faulty");
            }
        },
        work);

    private OciReply Update(OciCall call)
    {
        var wanted = call.Json<UpdateNoteDetails>();
        call.Find(Notes, call.Route("noteId"));
        return call.Json(Notes.Update(call.Route("noteId"), note => note with { Text = wanted.Text }, call.Header("if-match")));
    }

    private OciReply Remove(OciCall call)
    {
        call.RequireMatch(call.Find(Notes, call.Route("noteId")).ETag);
        Notes.Remove(call.Route("noteId"));
        return OciReply.Empty();
    }

    private static async Task<OciReply> SinkAsync(OciCall call)
    {
        var buffer = new byte[64 << 10];
        long total = 0;
        for (int read; (read = await call.Body.ReadAsync(buffer, call.Cancellation)) > 0;)
        {
            total += read;
        }

        return call.Json(new { name = call.Route("name"), total });
    }

    private static OciReply Source(OciCall call)
    {
        var length = long.Parse(call.Route("length"), System.Globalization.CultureInfo.InvariantCulture);
        return OciReply.Stream(
            async (to, cancellation) =>
            {
                var buffer = new byte[64 << 10];
                for (var left = length; left > 0; left -= buffer.Length)
                {
                    await to.WriteAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellation);
                }
            },
            length);
    }

    internal sealed record CreateNoteDetails(string CompartmentId, string Text);

    internal sealed record UpdateNoteDetails(string Text);
}

internal sealed record Note(
    string Id, string CompartmentId, string Text, DateTimeOffset TimeCreated, string LifecycleState, [property: StateOnly] string WorkRequestId) : IOciResource;
