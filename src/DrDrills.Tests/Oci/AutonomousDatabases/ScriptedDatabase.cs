using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

/// <summary>A database of no maker: answers each query with a table that the test gives, as any ADO.NET provider would.</summary>
internal sealed class ScriptedDatabase(Func<string, DataTable> answer) : DbDataSource
{
    public List<string> Asked { get; } = [];

    public override string ConnectionString => "";

    /// <summary>A table of one row without column names.</summary>
    public static DataTable Row(params object?[] values) => Rows(values);

    public static DataTable Rows(params object?[][] rows)
    {
        var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        foreach (var value in rows.FirstOrDefault() ?? [])
        {
            table.Columns.Add("", value?.GetType() ?? typeof(object));
        }

        foreach (var row in rows)
        {
            table.Rows.Add(row);
        }

        return table;
    }

    protected override DbConnection CreateDbConnection() => new Connection(this);

    private DbDataReader Answer(string sql)
    {
        Asked.Add(sql);
        return answer(sql).CreateDataReader();
    }

    private sealed class Connection(ScriptedDatabase database) : DbConnection
    {
        private ConnectionState _state = ConnectionState.Closed;

        [AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "scripted";

        public override string DataSource => "scripted";

        public override string ServerVersion => "1";

        public override ConnectionState State => _state;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        public override void Close() => _state = ConnectionState.Closed;

        public override void Open() => _state = ConnectionState.Open;

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this);

        protected override DbCommand CreateDbCommand() => new Command(database) { Connection = this };
    }

    private sealed class Transaction(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }

    private sealed class Command(ScriptedDatabase database) : DbCommand
    {
        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbParameterCollection DbParameterCollection => throw new NotSupportedException();

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override int ExecuteNonQuery() => throw new NotSupportedException();

        public override object? ExecuteScalar()
        {
            using var reader = database.Answer(CommandText);
            return reader.Read() ? reader.GetValue(0) : null;
        }

        public override void Prepare()
        {
        }

        protected override DbParameter CreateDbParameter() => throw new NotSupportedException();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => database.Answer(CommandText);
    }
}
