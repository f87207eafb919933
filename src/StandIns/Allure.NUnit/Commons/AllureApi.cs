namespace Allure.Net.Commons;

/// <summary>What a test says about itself while it runs.</summary>
public static partial class AllureApi
{
    private static AllureLifecycle? _lifecycle;

    internal static AllureLifecycle CurrentLifecycle
    {
        get => _lifecycle ?? AllureLifecycle.Instance;
        set => _lifecycle = value;
    }

    public static void SetTestName(string newName) => OnTest(test => test.name = newName);

    public static void SetFixtureName(string newName) => CurrentLifecycle.UpdateFixture(f => f.name = newName);

    public static void SetStepName(string newName) => CurrentLifecycle.UpdateStep(step => step.name = newName);

    public static void SetDescription(string description) => OnTest(test => test.description = description);

    public static void SetDescriptionHtml(string descriptionHtml) =>
        OnTest(test => test.descriptionHtml = descriptionHtml);

    public static void AddLabel(string name, string value) => AddLabel(new Label { name = name, value = value });

    public static void AddLabel(Label label) => OnTest(test => test.labels.Add(label));

    public static void AddLabels(params Label[] labels) => OnTest(test => test.labels.AddRange(labels));

    public static void AddTags(params string[] tags) => AddLabels([.. tags.Select(Label.Tag)]);

    public static void SetSeverity(SeverityLevel severity) => Replace(Label.Severity(severity));

    public static void SetOwner(string owner) => Replace(Label.Owner(owner));

    public static void SetAllureId(int allureId) => Replace(Label.AllureId(allureId));

    public static void AddParentSuite(string parentSuite) => AddLabel(Label.ParentSuite(parentSuite));

    public static void AddSuite(string suite) => AddLabel(Label.Suite(suite));

    public static void AddSubSuite(string subSuite) => AddLabel(Label.SubSuite(subSuite));

    public static void AddEpic(string epic) => AddLabel(Label.Epic(epic));

    public static void AddFeature(string feature) => AddLabel(Label.Feature(feature));

    public static void AddStory(string story) => AddLabel(Label.Story(story));

    public static void AddLink(string url) => AddLinks(new Link { url = url });

    public static void AddLink(string name, string url) => AddLinks(new Link { name = name, url = url });

    public static void AddLink(string name, string type, string url) =>
        AddLinks(new Link { name = name, type = type, url = url });

    public static void AddIssue(string url) => AddLinks(Link.Issue(url));

    public static void AddIssue(string name, string url) => AddLinks(Link.Issue(name, url));

    public static void AddTmsItem(string url) => AddLinks(Link.Tms(url));

    public static void AddTmsItem(string name, string url) => AddLinks(Link.Tms(name, url));

    public static void AddLinks(params Link[] links) => OnTest(test => test.links.AddRange(links));

    private static void OnTest(Action<TestResult> update) => CurrentLifecycle.UpdateTestCase(update);

    private static void Replace(Label label) => OnTest(test =>
    {
        test.labels.RemoveAll(l => l.name == label.name);
        test.labels.Add(label);
    });
}
