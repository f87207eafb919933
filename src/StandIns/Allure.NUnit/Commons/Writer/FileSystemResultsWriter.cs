using System.Text;
using Allure.Net.Commons.Configuration;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace Allure.Net.Commons.Writer;

/// <summary>One file per result, container and attachment in one folder; nulls left out, enums in camel case.</summary>
internal sealed class FileSystemResultsWriter : IAllureResultsWriter
{
    private readonly AllureConfiguration _configuration;
    private readonly JsonSerializerSettings _settings;

    public FileSystemResultsWriter(AllureConfiguration configuration)
    {
        _configuration = configuration;
        _settings = new JsonSerializerSettings
        {
            NullValueHandling = NullValueHandling.Ignore,
            Formatting = configuration.IndentOutput ? Formatting.Indented : Formatting.None,
            Converters = { new StringEnumConverter(new CamelCaseNamingStrategy()) },
        };
        Directory = System.IO.Directory.CreateDirectory(WritableFolder(configuration.Directory)).FullName;
    }

    public string Directory { get; }

    public void Write(TestResult result)
    {
        LinkPatterns.Apply(_configuration.Links, result.links);
        WriteJson(result, AllureConstants.TEST_RESULT_FILE_SUFFIX);
    }

    public void Write(TestResultContainer container)
    {
        LinkPatterns.Apply(_configuration.Links, container.links);
        WriteJson(container, AllureConstants.TEST_RESULT_CONTAINER_FILE_SUFFIX);
    }

    public void Write(string source, byte[] content) =>
        File.WriteAllBytes(Path.Combine(Directory, source), content);

    public void CleanUp()
    {
        var folder = new DirectoryInfo(Directory);
        foreach (var file in folder.GetFiles())
            file.Delete();
        foreach (var child in folder.GetDirectories())
            child.Delete(recursive: true);
    }

    private void WriteJson(object item, string suffix) =>
        File.WriteAllText(
            Path.Combine(Directory, Guid.NewGuid().ToString("N") + suffix),
            JsonConvert.SerializeObject(item, _settings),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>
    /// The configured folder where its parent may be written to, else the machine's temporary folder.
    /// As upstream, a parent that does not exist is an error, not a reason to look elsewhere.
    /// </summary>
    private static string WritableFolder(string configured)
    {
        var parent = new DirectoryInfo(configured).Parent?.FullName ?? configured;
        try
        {
            var probe = Path.Combine(parent, Guid.NewGuid().ToString());
            File.WriteAllText(probe, string.Empty);
            File.Delete(probe);
            return configured;
        }
        catch (UnauthorizedAccessException)
        {
            return Path.Combine(Path.GetTempPath(), AllureConstants.DEFAULT_RESULTS_FOLDER);
        }
    }
}
