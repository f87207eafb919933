@archive @oci @restore @needs:postgres @control:ISO27001:A.8.13 @control:SOC2:A1.3 @control:NIST80053:CP-9
@owner:database
Feature: The month's full backup comes back from the archive
  Every month a full backup goes to the archive tier of object storage, in parts, and is kept there from deletion. When nothing
  nearer is left it is brought back from that tier and flows into an empty server, verified on its way. Everything sold since then is
  lost, and the promise says how much that may be.

  Background:
    Given BharatMart is selling
    And recovery is promised within 4 hours, losing at most 31 days of work
    And the month's full backup lies in the archive

  @smoke
  Scenario: The archived backup flows into an empty server
    When the database and every backup beside it are lost
    And BharatMart is recovered from the monthly archive
    Then the recovery is proven
    And the archive objects verification passes
    And the backup files verification passes
    And the table content verification passes
    And the shop api verification passes
    And the recovery time objective is met
    And the data loss objective is met
    And nothing could leave the restored copy
    And the restored copy is disposed of

  @negative-control
  Scenario: An archive that lacks a part is refused
    Given a part of the archived backup is missing
    When the database and every backup beside it are lost
    And BharatMart is recovered from the monthly archive
    Then the backup is refused by the archive objects verification
    And no restore was spent on it

  @negative-control
  Scenario: An archive with another checksum than stated is refused
    Given the archived backup is stated with another checksum
    When the database and every backup beside it are lost
    And BharatMart is recovered from the monthly archive
    Then the restore is refused, naming the damage
    And the restored copy is disposed of

  @negative-control
  Scenario: An archive of the right size with wrong bytes is refused
    Given one byte of the archived backup rots where it lies
    When the database and every backup beside it are lost
    And BharatMart is recovered from the monthly archive
    Then the restore is refused, naming the damage
    And the restored copy is disposed of
