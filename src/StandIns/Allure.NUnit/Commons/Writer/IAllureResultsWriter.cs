namespace Allure.Net.Commons.Writer;

internal interface IAllureResultsWriter
{
    string Directory { get; }

    void Write(TestResult result);

    void Write(TestResultContainer container);

    void Write(string source, byte[] content);

    void CleanUp();
}
