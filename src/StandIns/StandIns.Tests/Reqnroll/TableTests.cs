using NUnit.Framework;
using Reqnroll;
using Reqnroll.Assist;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: columns find members without regard to case, spaces and underscores; unreadable numbers give their default.</summary>
public sealed class TableTests
{
    private enum Size
    {
        Small,
        VeryLarge,
    }

    [Test]
    public void One_row_or_one_member_per_row_make_an_instance()
    {
        var wide = TableOf("First name|Age", "Ann|41").CreateInstance<Person>();
        var tall = TableOf("Field|Value", "first_name|Ann", "AGE|41").CreateInstance<Person>();
        var tallWithAnyHeader = TableOf("what|is", "First Name|Ann").CreateInstance<Person>();

        Assert.That((wide.FirstName, wide.Age), Is.EqualTo(("Ann", 41)));
        Assert.That((tall.FirstName, tall.Age), Is.EqualTo(("Ann", 41)));
        Assert.That(tallWithAnyHeader.FirstName, Is.EqualTo("Ann"));
    }

    [Test]
    public void Records_are_made_by_their_constructor()
    {
        var set = TableOf("Name|Size|Price|Since", "a|very large|1.5|2026-01-02", "b|small|x|").CreateSet<Item>().ToArray();

        Assert.That(set[0], Is.EqualTo(new Item("a", Size.VeryLarge, 1.5m, new DateTime(2026, 1, 2))));
        Assert.That(set[1], Is.EqualTo(new Item("b", Size.Small, 0, null)));
    }

    [Test]
    public void Lists_nullables_and_durations_are_read()
    {
        var person = TableOf("Nicknames|Marks|Limit|Height", "a, b;c|1,2|00:15:00|").CreateInstance<Person>();

        Assert.That(person.Nicknames, Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(person.Marks, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(person.Limit, Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(person.Height, Is.Null);
    }

    [Test]
    public void Tuples_are_filled_by_position() =>
        Assert.That(TableOf("x|y", "1|a").CreateSet<(int Number, string Text)>(), Is.EqualTo(new[] { (1, "a") }));

    [Test]
    public void An_unknown_enum_value_is_an_error() =>
        Assert.That(
            () => TableOf("Name|Size|Price|Since", "a|huge|1|").CreateSet<Item>(),
            Throws.TypeOf<InvalidOperationException>().With.Message.EqualTo("No enum with value huge found"));

    [Test]
    public void Columns_without_a_member_are_an_error_only_when_asked()
    {
        var table = TableOf("FirstName|Shoe", "Ann|40");

        Assert.That(table.CreateInstance<Person>().FirstName, Is.EqualTo("Ann"));
        Assert.That(
            () => table.CreateInstance<Person>(new InstanceCreationOptions { VerifyAllColumnsBound = true }),
            Throws.TypeOf<ColumnCouldNotBeBoundException>().With.Message.EqualTo("Member or field Shoe not found"));
    }

    [Test]
    public void Given_objects_are_filled()
    {
        var person = TableOf("Age", "41").CreateInstance(() => new Person { FirstName = "kept" });
        var set = TableOf("Age", "1", "2").CreateSet(row => new Person { FirstName = row["Age"] });

        Assert.That((person.FirstName, person.Age), Is.EqualTo(("kept", 41)));
        Assert.That(set.Select(p => p.FirstName + p.Age), Is.EqualTo(new[] { "11", "22" }));
    }

    [Test]
    public void Rows_are_read_by_column_and_position()
    {
        var table = TableOf("a|b", "1|2");

        Assert.That((table.Rows[0]["b"], table.Rows[0][0], table.RowCount, table.ContainsColumn("c")), Is.EqualTo(("2", "1", 1, false)));
        Assert.That(table.Header, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(table.ToString().ReplaceLineEndings("\n"), Is.EqualTo("| a | b |\n| 1 | 2 |\n"));
        Assert.That(() => table.Rows[0]["c"], Throws.TypeOf<IndexOutOfRangeException>().With.Message.StartsWith("Could not find a column named 'c'"));
        Assert.That(() => table.AddRow("1"), Throws.ArgumentException);
        Assert.That(() => new Table(), Throws.ArgumentException);
    }

    private static DataTable TableOf(string header, params string[] rows)
    {
        var table = new DataTable(header.Split('|'));
        foreach (var row in rows)
        {
            table.AddRow(row.Split('|'));
        }

        return table;
    }

    private sealed record Item(string Name, Size Size, decimal Price, DateTime? Since);

    private sealed class Person
    {
        public string FirstName { get; set; } = "";

        public int Age { get; set; }

        public List<string> Nicknames { get; set; } = [];

        public int[] Marks { get; set; } = [];

        public TimeSpan Limit { get; set; }

        public double? Height { get; set; } = 1;
    }
}
