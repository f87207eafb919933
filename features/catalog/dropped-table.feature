@catalog @restore @needs:postgres @control:ISO27001:A.8.13 @control:SOC2:A1.3
@owner:database
Feature: A table is dropped
  The product reviews are dropped with everything that hangs on them. The nightly dump, taken table by table in parallel, brings
  them back.

  Background:
    Given BharatMart is selling
    And recovery is promised within 1 hour, losing at most 24 hours of work
    And the restored data must answer
      """
      [
        { "name": "product reviews", "sql": "SELECT count(*) FROM catalog.product_reviews", "min": 1 },
        { "name": "reviewed products", "sql": "SELECT count(DISTINCT product_id) > 0 FROM catalog.product_reviews", "expect": true }
      ]
      """

  Scenario: Last night's parallel dump brings the table back
    Given a nightly dump in directory format was taken
    When the product reviews are dropped
    And BharatMart is recovered from the nightly dump
    Then the recovery is proven
    And the table content verification passes
    And the sql product reviews verification passes
    And the recovery time objective is met
    And the data loss objective is met
    And the restored copy is disposed of

  @negative-control
  Scenario: A dump that left the table out is seen
    Given a nightly dump in directory format was taken
    But the dump was made again without the product reviews
    When the product reviews are dropped
    And BharatMart is recovered from the nightly dump
    Then the table content verification fails on the product reviews
    And the sql product reviews verification fails
    And the restored copy is disposed of
