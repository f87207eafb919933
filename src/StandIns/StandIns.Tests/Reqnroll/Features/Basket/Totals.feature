@basket
Feature: Basket totals

  What a customer pays.

  Background:
    Given an empty basket

  @smoke
  Scenario: One article - with a name's quote
    Given 3 apples at 1.50 each
    When the customer pays
    Then the total is 4.50

  Scenario Outline: Several articles
    Given <count> <fruit>(s) at <price> each
    * a note
      """
      for <fruit>
      """
    When the customer pays
    Then the total is <total>
    But the note says "for <fruit>"

    @cheap
    Examples: cheap ones
      | count | fruit | price | total |
      | 1     | plum  | 0.20  | 0.20  |
      | 2     | pear  | 0.50  | 1.00  |

    Examples: dear ones
      | count | fruit | price | total  |
      | 2     | melon | 10.25 | 20.50  |

  @members
  Rule: Members pay less

    Background:
      Given a member

    @rebate
    Scenario: Ten percent off
      Given these articles
        | Fruit | Count | Unit price |
        | kiwi  | 10    | 1.00       |
        | fig   | 5     | 2          |
      When the customer pays
      Then the total is 18.00
