create table par (id number constraint par_pk primary key);
create table chi (id number, pid number constraint chi_fk references par(id) deferrable initially deferred, constraint chi_uq unique (id) deferrable);
insert into chi values (1, 5);
commit;
--! ORA-02091: transaction rolled back
select count(*) from chi;
--> 0
insert into chi values (1, 5);
set constraint chi_fk immediate;
--! ORA-02291: integrity constraint (APP.CHI_FK) violated - parent key not found
insert into par values (5);
set constraints chi_fk immediate;
insert into chi values (2, 6);
--! ORA-02291: integrity constraint (APP.CHI_FK) violated - parent key not found
set constraints all deferred;
insert into chi values (2, 6);
insert into chi values (2, 5);
set constraint chi_uq immediate;
--! ORA-00001: unique constraint (APP.CHI_UQ) violated
rollback;
set constraint nope deferred;
--! ORA-02448: constraint does not exist
set constraint par_pk deferred;
--! ORA-02447: cannot defer a constraint that is not deferrable
begin execute immediate 'set constraints all deferred'; insert into chi values (7, 7); insert into par values (7); commit; end;
/
select count(*) from chi;
--> 1
