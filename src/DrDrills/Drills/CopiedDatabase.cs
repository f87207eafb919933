using System.Data.Common;

namespace DrDrills.Drills;

/// <summary>One of several databases that a copy consists of.</summary>
/// <param name="Name">Its name at the source.</param>
/// <param name="Database">Administrator's connections to it.</param>
/// <param name="DatabaseAs">As <see cref="RestoredCopy.DatabaseAs"/>, for this database.</param>
public sealed record CopiedDatabase(string Name, DbDataSource Database, Func<string, DbDataSource>? DatabaseAs);
