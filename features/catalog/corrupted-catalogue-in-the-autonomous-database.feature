@catalog @restore @pitr @oci @needs:postgres @control:ISO27001:A.8.13 @control:SOC2:A1.3 @control:NIST80053:CP-10
@owner:database @severity:blocker
Feature: A migration corrupts the catalogue in the Autonomous Database
  The service keeps automatic backups for 60 days and restores to any second of them. A clone of the moment before the migration is
  made beside the live database, proven, and removed. PostgreSQL stands in for Oracle Database in the local region, and the record says so.

  Background:
    Given BharatMart's catalogue is kept in an Autonomous Database
    And recovery is promised within 1 hour, losing at most 2 seconds of work

  @smoke
  Scenario: A clone of the moment before the migration brings the catalogue back
    Given somebody has let every address into the database
    When a migration corrupts the catalogue in the Autonomous Database
    And the database is cloned to the moment before the migration
    Then the recovery is proven
    And the table content verification passes
    And the shop api verification passes
    And the access list verification passes
    And the source untouched verification passes
    And the recovery time objective is met
    And the data loss objective is met
    And nothing could leave the restored copy
    And the restored copy is disposed of

  Scenario: The database itself is put back, once somebody has confirmed it by its name
    When a migration corrupts the catalogue in the Autonomous Database
    And the database is restored in place, confirmed by its name
    Then the recovery is proven
    And the table content verification passes
    And the shop api verification passes
    And the access list verification passes
    And the recovery time objective is met
    And the data loss objective is met

  @negative-control
  Scenario: A clone of a moment after the migration is refused
    When a migration corrupts the catalogue in the Autonomous Database
    And the database is cloned to a moment after the migration
    Then the table content verification fails
    And the restored copy is disposed of

  @negative-control
  Scenario: A clone that inherited today's access list is refused
    Given somebody has let every address into the database
    But clones get the access list that their source has today
    When a migration corrupts the catalogue in the Autonomous Database
    And the database is cloned to the moment before the migration
    Then the access list verification fails
    And the restored copy is disposed of

  @negative-control
  Scenario: A restore in place that nobody has confirmed is refused
    When a migration corrupts the catalogue in the Autonomous Database
    And the database is restored in place without confirmation
    Then the restore in place is refused, naming the database
    And the database is as the migration left it
