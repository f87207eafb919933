#nullable disable // The real model carries no nullability annotations: callers must see the same warnings.

namespace Allure.Net.Commons;

public abstract class ExecutableItem
{
    public string name { get; set; }

    public Status status { get; set; }

    public StatusDetails statusDetails { get; set; } = new();

    public Stage stage { get; set; }

    public string description { get; set; }

    public string descriptionHtml { get; set; }

    public List<StepResult> steps { get; set; } = [];

    public List<Attachment> attachments { get; set; } = [];

    public List<Parameter> parameters { get; set; } = [];

    public long start { get; set; }

    public long stop { get; set; }
}
