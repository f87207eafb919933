@logs @restore @oci @control:ISO27001:A.8.13 @control:SOC2:A1.3
@owner:platform @severity:normal
Feature: Logs are deleted from their volume
  The shop writes its logs to a block volume of its own. Somebody deletes them, and an audit asks for them. The newest backup from before
  the deletion becomes a volume beside the live one; it is only read, and only what is wanted is taken from it.

  Background:
    Given recovery is promised within 5 minutes, losing at most 24 hours of work
    And the log volume is backed up every night

  Scenario: The newest backup before the deletion brings the logs back
    When yesterday's log is deleted, and backed up without it afterwards
    And the logs are recovered from a backup
    Then the recovery is proven
    And the files verification passes
    And nothing could leave the restored copy
    And the recovery time objective is met
    And the data loss objective is met
    And the restored copy is disposed of

  Scenario: A clone that stands by brings the logs back as well
    Given a clone of the log volume stands by
    When yesterday's log is deleted
    And the logs are recovered from a clone
    Then the recovery is proven
    And the files verification passes
    And the recovery time objective is met
    And the restored copy is disposed of

  @negative-control
  Scenario: A log that is younger than every backup is missed
    When a log of today is deleted
    And the logs are recovered from a backup
    Then the files verification fails on the log of today
    And the restored copy is disposed of

  @negative-control
  Scenario: A log that was cut short on its way into the backup is seen
    Given an old log was cut short on its way into the newest backup
    When the old log is deleted
    And the logs are recovered from a backup
    Then the files verification fails on the old log
    And the restored copy is disposed of

  @negative-control
  Scenario: A volume that comes up faulty is not left behind
    Given the next new volume comes up faulty
    When yesterday's log is deleted
    And the logs are recovered from a backup
    Then the restore is refused, naming the damage
    And the restored copy is disposed of
