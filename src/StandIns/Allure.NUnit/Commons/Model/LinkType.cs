namespace Allure.Net.Commons;

public static class LinkType
{
    public const string LINK = "link";
    public const string ISSUE = "issue";
    public const string TMS_ITEM = "tms";
}
