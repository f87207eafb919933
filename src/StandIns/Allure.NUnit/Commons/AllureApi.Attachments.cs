using Allure.Net.Commons.Functions;

namespace Allure.Net.Commons;

public static partial class AllureApi
{
    /// <summary>Copies a file; the media type comes from its extension.</summary>
    public static void AddAttachment(string path, string? name = null) =>
        AddAttachment(name ?? Path.GetFileName(path), MediaTypes.OfFile(path), path);

    public static void AddAttachment(string name, string type, string path) =>
        AddAttachment(name, type, File.ReadAllBytes(path), Path.GetExtension(path));

    public static void AddAttachment(string name, string type, byte[] content, string fileExtension = "")
    {
        var source = IdFunctions.CreateUUID() + AllureConstants.ATTACHMENT_FILE_SUFFIX + fileExtension;
        CurrentLifecycle.Writer.Write(source, content);
        CurrentLifecycle.UpdateExecutableItem(
            item => item.attachments.Add(new Attachment { name = name, type = type, source = source }));
    }
}
