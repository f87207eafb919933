@region @oci @restore @control:ISO27001:A.8.13 @control:ISO27001:A.8.14 @control:SOC2:A1.2 @control:NIST80053:CP-6
@owner:platform @severity:blocker
Feature: A whole region is lost
  Mumbai, where the shop stands, gives no answer any more. What has a copy in Hyderabad comes back from there; what exists only in Mumbai
  is reported as lost, by name.

  @needs:postgres
  Scenario: Mumbai is lost while the archive is restored, and the rest of it comes from Hyderabad
    Given BharatMart is selling
    And recovery is promised within 4 hours, losing at most 31 days of work
    And the month's full backup lies in Mumbai, copied to Hyderabad
    When Mumbai is lost in the middle of a recovery from the archive
    Then the recovery is proven
    And the region loss verification passes
    And the backup files verification passes
    And the table content verification passes
    And the drill says that Hyderabad took over
    And what exists only in Mumbai is reported as lost, by name
    And the recovery time objective is met
    And the restored copy is disposed of

  @needs:postgres @negative-control
  Scenario: An archive that was never copied is lost with Mumbai
    Given BharatMart is selling
    And recovery is promised within 4 hours, losing at most 31 days of work
    And the month's full backup lies in an archive of Mumbai that somebody made by hand
    When Mumbai is lost in the middle of a recovery from the archive
    Then the restore is refused, naming the damage
    And the restored copy is disposed of

  Scenario: The logs come back from the copy of their volume's backup
    Given recovery is promised within 5 minutes, losing at most 24 hours of work
    And the newest backup of the log volume is copied to Hyderabad
    When Mumbai is lost and the logs are recovered from Hyderabad
    Then the recovery is proven
    And the files verification passes
    And the region loss verification passes
    And the recovery time objective is met
    And the restored copy is disposed of

  @needs:postgres
  Scenario: The catalogue's database goes on in its peer
    Given recovery is promised within 1 hour, losing at most 5 minutes of work
    And the Autonomous Database of the catalogue has a peer in Hyderabad
    When Mumbai is lost and the peer in Hyderabad takes over
    Then the recovery is proven
    And the region loss verification passes
    And the table content verification passes
    And the access list verification passes
    And the shop api verification passes
    And the recovery time objective is met
    And the data loss objective is met
