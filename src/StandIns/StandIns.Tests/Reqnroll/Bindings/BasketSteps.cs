using NUnit.Framework;
using Reqnroll;

namespace StandIns.Tests.Reqnroll.Bindings;

public sealed record Article(string Fruit, int Count, decimal UnitPrice);

/// <summary>The state of one scenario, shared by injection.</summary>
public sealed class Basket : IDisposable
{
    public List<Article> Articles { get; } = [];

    public decimal Rebate { get; set; }

    public decimal? Paid { get; set; }

    public string? Note { get; set; }

    public static int Disposed { get; private set; }

    public void Dispose() => Disposed++;
}

[Binding]
public sealed class BasketSteps(Basket basket)
{
    [Given("an empty basket")]
    public void GivenAnEmptyBasket() => Assert.That(basket.Articles, Is.Empty);

    [Given("a member")]
    public void GivenAMember() => basket.Rebate = 0.1m;

    [Given(@"{int} {word} at {decimal} each")]
    public void GivenArticles(int count, string fruit, decimal price) => basket.Articles.Add(new Article(fruit, count, price));

    [Given("these articles")]
    public void GivenTheseArticles(DataTable articles) => basket.Articles.AddRange(articles.CreateSet<Article>());

    [Given("a note")]
    public async Task GivenANote(string note)
    {
        await Task.Yield();
        basket.Note = note;
    }
}

[Binding]
public sealed class PaymentSteps(Basket basket, IReqnrollOutputHelper output)
{
    [When("^the customer pays$")]
    public async ValueTask WhenTheCustomerPays()
    {
        await Task.Yield();
        basket.Paid = basket.Articles.Sum(a => a.Count * a.UnitPrice) * (1 - basket.Rebate);
        output.WriteLine("paid {0}", basket.Paid);
    }

    [Then("the total is {decimal}")]
    public void ThenTheTotalIs(decimal total) => Assert.That(basket.Paid, Is.EqualTo(total));

    [Then("the note says {string}")]
    public void ThenTheNoteSays(string note) => Assert.That(basket.Note, Is.EqualTo(note));
}
