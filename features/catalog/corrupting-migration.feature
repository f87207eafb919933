@catalog @restore @needs:postgres @control:ISO27001:A.8.13 @control:SOC2:A1.3 @control:NIST80053:CP-9(1)
@owner:database @severity:blocker
Feature: A migration corrupts the product catalogue
  A developer's migration writes wrong prices and loses products. Customers cannot browse, search or buy. Last night's dump is
  the way back: everything sold since then is lost, and the promise says how much that may be.

  Background:
    Given BharatMart is selling
    And recovery is promised within 1 hour, losing at most 24 hours of work

  @smoke
  Scenario: Last night's dump brings the catalogue back
    Given a nightly dump was taken
    When a migration corrupts the product catalogue
    And BharatMart is recovered from the nightly dump
    Then the recovery is proven
    And the table content verification passes
    And the schema objects verification passes
    And the shop api verification passes
    And the recovery time objective is met
    And the data loss objective is met
    And nothing could leave the restored copy
    And the restored copy is disposed of

  @negative-control @smoke
  Scenario: A dump that was cut short is refused
    Given a nightly dump was taken
    But the dump was cut short
    When a migration corrupts the product catalogue
    And BharatMart is recovered from the nightly dump
    Then the backup is refused by the backup files verification
    And no restore was spent on it

  @negative-control
  Scenario: A dump with one changed byte is refused
    Given a nightly dump was taken
    But one byte of the dump was changed
    When a migration corrupts the product catalogue
    And BharatMart is recovered from the nightly dump
    Then the backup is refused by the backup files verification
    And no restore was spent on it

  @negative-control
  Scenario: A dump of another day in place of last night's is refused
    Given a nightly dump was taken
    But the dump was replaced by the dump of another day
    When a migration corrupts the product catalogue
    And BharatMart is recovered from the nightly dump
    Then the backup is refused by the backup files verification
    And no restore was spent on it

  @negative-control
  Scenario: A dump older than the promise is refused
    Given a nightly dump was taken
    When the catalogue is found corrupted 3 days after the dump
    And BharatMart is recovered from the nightly dump
    Then the backup is refused by the freshness verification
    And no restore was spent on it
