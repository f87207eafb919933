using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Tools;

/// <summary>
/// The output of a program of this machine, read as it comes. A program that ends with anything but 0 makes the read that would have been the last
/// one throw <see cref="InvalidDataException"/>; disposing of it ends the program.
/// </summary>
internal sealed class ProgramOutput : Stream
{
    private readonly Process _program;
    private readonly Task<string> _errors;
    private bool _ended;
    private bool _disposed;

    private ProgramOutput(Process program)
    {
        _program = program;
        _errors = program.StandardError.ReadToEndAsync();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Starts a program.</summary>
    /// <param name="command">Its name and its arguments.</param>
    /// <param name="hint">How to get it.</param>
    /// <exception cref="EngineUnavailableException">It is not there (<c>DR3141</c>).</exception>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "Tools/ may run processes.")]
    public static ProgramOutput Start(IReadOnlyList<string> command, string hint)
    {
        var program = new Process();
        program.StartInfo = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            program.Start();
            program.StandardInput.Close();
            return new ProgramOutput(program);
        }
        catch (Win32Exception cause)
        {
            program.Dispose();
            throw MissingProgram.Of(command[0], cause, hint);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _program.StandardOutput.BaseStream.Read(buffer);
        if (read == 0 && !buffer.IsEmpty && !_ended)
        {
            _program.WaitForExit();
            Judge(_errors.GetAwaiter().GetResult());
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _program.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0 && !buffer.IsEmpty && !_ended)
        {
            await _program.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            Judge(await _errors.ConfigureAwait(false));
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            if (!_program.HasExited)
            {
                _program.Kill();
                _program.WaitForExit();
            }

            _program.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Judge(string errors)
    {
        _ended = true;
        if (_program.ExitCode != 0)
        {
            var said = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Trim();
            throw new InvalidDataException(said
                ?? string.Create(CultureInfo.InvariantCulture, $"'{_program.StartInfo.FileName}' ended with exit code {_program.ExitCode}"));
        }
    }
}
