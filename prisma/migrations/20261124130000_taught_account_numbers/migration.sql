-- An account's number that came with a file goes when the file's import is undone.

-- AlterTable
ALTER TABLE "import_statements" ADD COLUMN     "taught" BOOLEAN NOT NULL DEFAULT false;
