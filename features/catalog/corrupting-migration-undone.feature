@catalog @restore @pitr @needs:postgres @control:ISO27001:A.8.13 @control:SOC2:A1.3 @control:NIST80053:CP-10
@owner:database @severity:blocker
Feature: A corrupting migration is undone to the moment before
  Orders keep coming in while the migration runs. A base backup and the archived log bring the shop back to the last order before
  the damage, and to nothing after it. The moment is found in the log, not guessed.

  Background:
    Given BharatMart is selling
    And recovery is promised within 1 hour, losing at most 0 seconds of work

  @smoke
  Scenario: Every order before the migration comes back, and nothing of the migration
    Given a base backup was taken and the log is archived
    And orders keep coming in
    When a migration corrupts the product catalogue
    And orders keep coming in
    And BharatMart is recovered to the moment before the damage
    Then the recovery is proven
    And the table content verification passes
    And the orders around the damage verification passes
    And the recovery time objective is met
    And the data loss objective is met
    And nothing could leave the restored copy
    And the restored copy is disposed of

  @negative-control
  Scenario: A hole in the archived log is refused
    Given a base backup was taken and the log is archived
    And orders keep coming in
    When a migration corrupts the product catalogue
    And orders keep coming in
    But a segment of the archived log is missing
    And BharatMart is recovered to the moment before the damage
    Then the recovery is refused, naming the missing segment
    And the restored copy is disposed of
