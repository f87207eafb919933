namespace DrDrills.PostgreSql.Digests;

/// <summary>One column of a digested table.</summary>
/// <param name="QuotedName">Name as the server quotes it.</param>
/// <param name="IsBytea">Whether its type is exactly <c>bytea</c>, whose text form would be twice its size.</param>
public sealed record DigestColumn(string QuotedName, bool IsBytea);
