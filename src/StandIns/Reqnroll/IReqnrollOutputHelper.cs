namespace Reqnroll;

/// <summary>Writes to the output of the running test.</summary>
public interface IReqnrollOutputHelper
{
    void WriteLine(string message);

    void WriteLine(string format, params object[] args);

    void AddAttachment(string filePath);
}
