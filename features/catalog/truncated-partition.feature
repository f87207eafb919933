@catalog @restore @pitr @needs:postgres @control:ISO27001:A.8.13 @control:SOC2:A1.3 @control:NIST80053:CP-10
@owner:database @severity:blocker
Feature: A month of orders is truncated
  A clean-up job truncates a month of orders. No row says when; the log does.

  Background:
    Given BharatMart is selling
    And recovery is promised within 1 hour, losing at most 0 seconds of work

  Scenario: The month comes back with every order before the truncation
    Given a base backup was taken and the log is archived
    And orders keep coming in
    When a month of orders is truncated
    And orders keep coming in
    And BharatMart is recovered to the moment before the damage
    Then the recovery is proven
    And the table content verification passes
    And the orders around the damage verification passes
    And the recovery time objective is met
    And the data loss objective is met
    And the restored copy is disposed of

  @negative-control
  Scenario: Recovering past the truncation is seen
    Given a base backup was taken and the log is archived
    And orders keep coming in
    When a month of orders is truncated
    And orders keep coming in
    And BharatMart is recovered to the end of the log
    Then the table content verification fails on the truncated month
    And the orders around the damage verification fails
    And the restored copy is disposed of
